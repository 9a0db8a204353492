package io.aula.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final int CONNECTIONS = 200;
    private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final DefaultEventExecutor loop = new DefaultEventExecutor();
    private final Rounds rounds = new Rounds(loop);

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void aRequestDoesNotWaitUntilAllHaveBeenLookedAt() throws Exception {
        var looked = new AtomicInteger();
        var lookedBefore = new AtomicInteger(-1);
        var all = new CountDownLatch(CONNECTIONS);
        loop.submit(() -> {
                    for (var i = 0; i < CONNECTIONS; i++) {
                        rounds.add(new Slow(() -> {
                            if (looked.getAndIncrement() == 0) {
                                loop.execute(() -> lookedBefore.set(looked.get()));
                            }
                            all.countDown();
                        }));
                    }
                })
                .sync();

        assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lookedBefore.get()).isBetween(1, CONNECTIONS / 2);
    }

    @Test
    void eachIsLookedAtAgainAfterASecond() throws Exception {
        var times = new CountDownLatch(3);
        loop.submit(() -> rounds.add(new Slow(times::countDown))).sync();

        assertThat(times.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoCannotBeLookedAtIsEndedAndAllOthersAreLookedAtOn() throws Exception {
        var ended = new AtomicInteger();
        var others = new CountDownLatch(3 * CONNECTIONS);
        loop.submit(() -> {
                    for (var i = 0; i < CONNECTIONS; i++) {
                        if (i % 10 == 0) {
                            rounds.add(new Broken(ended));
                        }
                        rounds.add(new Slow(others::countDown));
                    }
                })
                .sync();

        assertThat(others.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ended).as("each once").hasValue(CONNECTIONS / 10);
    }

    /** Fails when it is looked at and even when it is closed. */
    private static final class Broken implements Rounds.Watched {

        private final AtomicInteger ended;

        Broken(AtomicInteger ended) {
            this.ended = ended;
        }

        @Override
        public void second() {
            throw new IllegalStateException("expected by the test");
        }

        @Override
        public void end() {
            ended.incrementAndGet();
            throw new IllegalStateException("expected by the test");
        }
    }

    /** Closing takes its time. */
    private record Slow(Runnable seen) implements Rounds.Watched {

        @Override
        public void end() {}

        @Override
        public void second() {
            seen.run();
            var end = System.nanoTime() + EACH_NANOS;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }
}
