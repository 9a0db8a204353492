package io.aula.gateway.door;

import io.aula.gateway.executor.ByteBudget;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Heads and bodies behind a request that has no answer yet: few, and in bytes no more than all connections together may hold. While
 * there are any the connection is not read.
 */
final class WaitingMessages {

    private static final int MOST = 128;
    /** What a message takes in memory, apart from its bytes. */
    private static final int MESSAGE_BYTES = 1_024;

    private final ByteBudget budget;
    /** Most connections never need one. */
    private @Nullable ArrayDeque<Object> queue;

    private long taken;
    /** More was to wait than may: nothing that comes afterwards is heard. */
    private boolean overrun;
    /** The connection was read by itself before. */
    private boolean automatic;

    WaitingMessages(ByteBudget budget) {
        this.budget = budget;
    }

    boolean isEmpty() {
        return queue == null || queue.isEmpty();
    }

    boolean isOverrun() {
        return overrun;
    }

    /** Keeps what is not its turn yet, and stops reading; what is too much is not heard, and its sender sees the connection end. */
    void keep(ChannelHandlerContext ctx, Object message) {
        if (!keep(message)) {
            overrun = true;
        } else if (ctx.channel().config().isAutoRead()) {
            automatic = true;
            ctx.channel().config().setAutoRead(false);
        }
    }

    /** False if it is too much: then it is gone, and with it the request that will never be whole without it. */
    private boolean keep(Object message) {
        var bytes = MESSAGE_BYTES
                + (message instanceof HttpContent content ? content.content().readableBytes() : 0);
        var kept = queue == null ? new ArrayDeque<>() : queue;
        queue = kept;
        if (kept.size() < MOST && budget.take(bytes)) {
            taken += bytes;
            kept.add(message);
            return true;
        }
        ReferenceCountUtil.release(message);
        if (!(message instanceof HttpRequest)) {
            dropCut(kept);
        }
        return false;
    }

    private static void dropCut(ArrayDeque<Object> queue) {
        Object dropped;
        do {
            dropped = queue.removeLast();
            ReferenceCountUtil.release(dropped);
        } while (!(dropped instanceof HttpRequest));
    }

    /** The message that came first; null if none waits. */
    @Nullable
    Object peek() {
        return queue == null ? null : queue.peek();
    }

    /** Hands the first message over. */
    void remove() {
        if (queue != null) {
            queue.remove();
        }
    }

    /** All had its turn: the room is free, and the connection read on as before. */
    void done(ChannelHandlerContext ctx) {
        drop();
        if (automatic) {
            automatic = false;
            ctx.channel().config().setAutoRead(true);
        } else {
            ctx.read();
        }
    }

    /** Nothing of it is wanted any more, and the room is free. */
    void drop() {
        if (queue != null) {
            queue.forEach(ReferenceCountUtil::release);
            queue = null;
        }
        budget.give(taken);
        taken = 0;
    }
}
