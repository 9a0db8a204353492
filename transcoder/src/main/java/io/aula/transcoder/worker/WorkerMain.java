package io.aula.transcoder.worker;

import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import io.aula.transcoder.job.Encoders;
import io.aula.transcoder.job.Jail;
import io.aula.transcoder.job.SpeechSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a worker and keeps it until SIGTERM, or until it has been without work for as long as it was told. */
public final class WorkerMain {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);
    private static final int BAD_START = 2;

    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> missing = WorkerSettings.missing(System.getenv());
        if (!missing.isEmpty()) {
            missing.forEach(System.err::println);
            System.exit(BAD_START);
        }
        Means means;
        try {
            means = Means.of(WorkerSettings.of(System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(BAD_START);
            return;
        }
        run(means);
    }

    /** What a worker works with, as far as it can be said before its first job whether that is there. */
    private record Means(WorkerSettings settings, Jail jail, Encoders encoders, SpeechSettings speech) {

        /** @throws IllegalArgumentException in one line for whoever has set what is not there */
        static Means of(WorkerSettings settings) throws IOException {
            SpeechSettings speech = SpeechSettings.of(System.getenv());
            Files.createDirectories(settings.scratch());
            Scratch.sweep(settings.scratch(), Instant.now());
            Jail jail = Jail.of(settings.scratch());
            return new Means(
                    settings,
                    jail,
                    Encoders.of(jail, settings.scratch(), settings.encoder(), settings.x264Preset()),
                    speech);
        }
    }

    private static void run(Means means) throws IOException, InterruptedException {
        WorkerSettings settings = means.settings;
        try (ObjectStore store = ObjectStores.open(settings.objectStore())) {
            Worker worker = new Worker(settings, store, means.jail, means.encoders, means.speech);
            try (HealthServer health =
                    new HealthServer(settings.healthHost(), settings.healthPort(), worker::isReady)) {
                LOG.info("health on port {}", health.port());
                Runtime.getRuntime().addShutdownHook(new Thread(worker::stop, "stop"));
                worker.run();
            }
        }
    }
}
