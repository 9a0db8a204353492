package io.aula.gateway.executor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all requests together hold, and the most they may. Whoever keeps bytes that a stranger sent or asked for takes them
 * here first and gives them back afterwards; what is refused is answered with 503, so that the process lives.
 */
public final class ByteBudget {

    /** Of the heap; the rest is for what bytes become while they are worked on, and for caches. */
    private static final int SHARE = 4;

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    public ByteBudget(long limit) {
        this.limit = limit;
    }

    /** What is right for a heap as large as this process may have, in bytes. */
    public static long shareOfHeap() {
        return Runtime.getRuntime().maxMemory() / SHARE;
    }

    /** For plans that run outside a server. */
    public static ByteBudget unlimited() {
        return new ByteBudget(Long.MAX_VALUE / 2);
    }

    /** False, and nothing taken, if that is more than is left. */
    public boolean take(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    /** Counts what is held already, whether there is room or not. */
    public void hold(long bytes) {
        held.addAndGet(bytes);
    }

    public void give(long bytes) {
        held.addAndGet(-bytes);
    }

    public long held() {
        return held.get();
    }
}
