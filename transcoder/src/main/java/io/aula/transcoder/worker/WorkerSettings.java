package io.aula.transcoder.worker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The environment of a worker, with defaults that suit a developer's machine. */
record WorkerSettings(
        URI broker,
        URI objectStore,
        Path scratch,
        String workerId,
        String healthHost,
        int healthPort,
        String encoder,
        String x264Preset,
        Patience patience) {

    private static final Map<String, String> NEEDED_IN_PRODUCTION = Map.of(
            "AULA_RABBITMQ_URI", "the broker, as amqp://aula:PASSWORD@rabbitmq:5672/aula",
            "AULA_OBJECT_STORE_URL", "where files are kept, as s3://BUCKET or file:///FOLDER");
    private static final String PRESETS = "ultrafast|superfast|veryfast|faster|fast|medium|slow|slower|veryslow";

    /**
     * How long a worker waits for what.
     *
     * @param hold a message stays unacknowledged; less than the broker's {@code consumer_timeout}, which is 30 min unless set
     * @param grace a job may go on to its end after SIGTERM; then it is handed back, within seconds
     * @param idle after which a worker without work ends; zero for one that stays
     */
    record Patience(Duration hold, Duration grace, Duration idle) {
        static final Patience USUAL = new Patience(Duration.ofMinutes(20), Duration.ZERO, Duration.ZERO);

        static Patience of(Map<String, String> environment) {
            return new Patience(
                    seconds(environment, "AULA_HOLD_SECONDS", USUAL.hold),
                    seconds(environment, "AULA_GRACE_SECONDS", USUAL.grace),
                    seconds(environment, "AULA_END_AFTER_IDLE_SECONDS", USUAL.idle));
        }

        private static Duration seconds(Map<String, String> environment, String name, Duration otherwise) {
            String text = environment.getOrDefault(name, "");
            if (text.isBlank()) {
                return otherwise;
            }
            if (!text.matches("[0-9]{1,6}")) {
                throw new IllegalArgumentException(name + " is a number of seconds, not " + text);
            }
            return Duration.ofSeconds(Long.parseLong(text));
        }
    }

    WorkerSettings {
        if (!x264Preset.matches(PRESETS)) {
            throw new IllegalArgumentException("AULA_X264_PRESET is one of " + PRESETS.replace('|', ' '));
        }
    }

    /** One line for each address that has a default for a developer's machine only, and is missing in production. */
    static List<String> missing(Map<String, String> environment) {
        if (!"production".equals(environment.get("AULA_PROFILE"))) {
            return List.of();
        }
        return NEEDED_IN_PRODUCTION.entrySet().stream()
                .filter(needed -> environment.getOrDefault(needed.getKey(), "").isBlank())
                .map(needed -> needed.getKey() + " is missing: " + needed.getValue())
                .sorted()
                .toList();
    }

    static WorkerSettings of(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("AULA_HOME", ".aula")).toAbsolutePath();
        boolean isProduction = "production".equals(environment.get("AULA_PROFILE"));
        int port = Integer.parseInt(environment.getOrDefault("SERVER_PORT", "31220"));
        return new WorkerSettings(
                URI.create(environment.getOrDefault("AULA_RABBITMQ_URI", "amqp://aula:aula@127.0.0.1:31208/aula")),
                URI.create(environment.getOrDefault(
                        "AULA_OBJECT_STORE_URL", home.resolve("objects").toUri().toString())),
                home.resolve("transcoder"),
                environment.getOrDefault("AULA_WORKER_ID", "worker-" + port),
                environment.getOrDefault("AULA_HEALTH_HOST", "127.0.0.1"),
                port,
                environment.getOrDefault("AULA_ENCODER", "auto"),
                environment.getOrDefault("AULA_X264_PRESET", isProduction ? "veryfast" : "superfast"),
                Patience.of(environment));
    }

    /** Without the password of the broker. */
    @Override
    public String toString() {
        return workerId + " at " + broker.getHost() + ":" + broker.getPort() + ", preset " + x264Preset;
    }
}
