package io.aula.transcoder.worker;

import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import io.aula.transcoder.job.SpeechSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a worker and keeps it until SIGTERM. */
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
        WorkerSettings settings = WorkerSettings.of(System.getenv());
        Files.createDirectories(settings.scratch());
        try (ObjectStore store = ObjectStores.open(settings.objectStore())) {
            Worker worker = new Worker(settings, store, SpeechSettings.of(System.getenv()));
            try (HealthServer health = new HealthServer(settings.healthPort(), worker::isReady)) {
                LOG.info("health on port {}", health.port());
                Runtime.getRuntime().addShutdownHook(new Thread(worker::stop, "stop"));
                worker.run();
            }
        }
    }
}
