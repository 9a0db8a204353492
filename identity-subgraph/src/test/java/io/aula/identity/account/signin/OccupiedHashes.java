package io.aula.identity.account.signin;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Keeps every place where a password could be hashed until it is closed. */
public final class OccupiedHashes implements AutoCloseable {
    private static final int PLACES = 4;

    private final CountDownLatch taken = new CountDownLatch(PLACES);
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public OccupiedHashes(PasswordHashes hashes) throws InterruptedException {
        for (int i = 0; i < PLACES; i++) {
            threads.execute(() -> hashes.limited(this::hold));
        }
        taken.await();
    }

    private boolean hold() {
        taken.countDown();
        try {
            end.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Override
    public void close() {
        end.countDown();
        threads.close();
    }
}
