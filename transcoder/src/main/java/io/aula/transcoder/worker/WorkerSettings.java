package io.aula.transcoder.worker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The environment of a worker, with defaults that suit a developer's machine. */
record WorkerSettings(URI broker, URI objectStore, Path scratch, String workerId, int healthPort, String x264Preset) {

    private static final String PRESETS = "ultrafast|superfast|veryfast|faster|fast|medium|slow|slower|veryslow";

    WorkerSettings {
        if (!x264Preset.matches(PRESETS)) {
            throw new IllegalArgumentException("AULA_X264_PRESET is one of " + PRESETS.replace('|', ' '));
        }
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
                port,
                environment.getOrDefault("AULA_X264_PRESET", isProduction ? "veryfast" : "superfast"));
    }

    /** Without the password of the broker. */
    @Override
    public String toString() {
        return workerId + " at " + broker.getHost() + ":" + broker.getPort() + ", preset " + x264Preset;
    }
}
