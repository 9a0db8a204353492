package io.aula.gateway.door;

import io.aula.gateway.executor.ByteBudget;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one connection holds in buffers of ours: bytes that came and are no message yet (half a head, half a frame), and bytes that should
 * leave and have not, because the client does not read. Stands before the codec, and stays when a connection becomes a WebSocket.
 */
public final class HeldBytes extends ChannelDuplexHandler {

    /** Not worth counting; there are never more of them than connections. */
    private static final int FREE_BYTES = 4_096;
    /** Some clients send one after a body (RFC 9112, section 2.2). */
    private static final int EMPTY_LINE = 2;
    /** Where we stop being polite: below this an answer is kept even if there is no room. */
    private static final int SMALL_ANSWER = 1 << 16;

    static final int SILENT_SECONDS = 60;

    private final ByteBudget budget;
    private final AtomicInteger connections;
    private final int maxConnections;
    private final RequestReader reader;
    private long unread;
    private long unreadTaken;
    private long unsent;
    private @Nullable Object sending;
    private long sent;
    private long unheard;
    private int silent;
    private boolean counted;
    private boolean deaf;
    /** Read on demand: somebody has asked for what comes next, as the first of them may have before we stood here. */
    private boolean asked = true;

    HeldBytes(ByteBudget budget, AtomicInteger connections, int maxConnections, RequestReader reader) {
        this.budget = budget;
        this.connections = connections;
        this.maxConnections = maxConnections;
        this.reader = reader;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        counted = true;
        if (connections.incrementAndGet() > maxConnections) {
            ctx.executor().execute(() -> overloaded(ctx));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        // Now, and not when all is read: whoever gets it may ask for more at once, and the codec does for half a
        // message.
        asked = false;
        if (deaf) {
            unheard += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
            ReferenceCountUtil.release(message);
            return;
        }
        unread += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        if (unread - unreadTaken > FREE_BYTES && !takeUnread()) {
            ReferenceCountUtil.release(message);
            overloaded(ctx);
            return;
        }
        ctx.fireChannelRead(message);
    }

    private boolean takeUnread() {
        var more = unread - unreadTaken;
        if (!budget.take(more)) {
            return false;
        }
        unreadTaken = unread;
        return true;
    }

    private static void overloaded(ChannelHandlerContext ctx) {
        var turns = ctx.pipeline().get(Turns.class);
        if (turns == null) {
            ctx.close();
        } else {
            turns.refuse(Problem.OVERLOADED);
        }
    }

    /** A message has come of what was read; what came behind it is of the next. */
    public void messageRead() {
        unread = reader.behind();
        giveUnread(Math.min(unread, unreadTaken));
    }

    private void giveUnread(long rest) {
        if (unreadTaken > rest) {
            budget.give(unreadTaken - rest);
            unreadTaken = rest;
        }
    }

    /** Of what was read, so much was a frame between the parts of a message. */
    public void frameRead(int bytes) {
        unread = Math.max(0, unread - bytes);
    }

    /** Throws away what comes from now on. */
    void hearNothing() {
        deaf = true;
        unread = 0;
        giveUnread(0);
    }

    /** How much was thrown away since the last time. */
    long takeUnheard() {
        var bytes = unheard;
        unheard = 0;
        return bytes;
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        asked = true;
        ctx.read();
    }

    /** Whether the client would be heard if it said something. */
    boolean isListening(Channel channel) {
        return asked || channel.config().isAutoRead();
    }

    /** Whether part of a message is here. */
    public boolean isWaiting() {
        return unread > EMPTY_LINE;
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        countUnsent(ctx.channel());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        countUnsent(ctx.channel());
        ctx.fireChannelWritabilityChanged();
    }

    private void countUnsent(Channel channel) {
        var buffer = channel.unsafe().outboundBuffer();
        var pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        var more = pending - unsent;
        if (more == 0) {
            return;
        }
        if (more > 0 && pending > SMALL_ANSWER && !budget.take(more)) {
            channel.pipeline().context(this).close();
            return;
        }
        if (more < 0 || pending <= SMALL_ANSWER) {
            budget.hold(more);
        }
        unsent = pending;
    }

    /**
     * So many seconds went by since the last time; false if the client has read nothing of what waits for it for more than a minute.
     * Only what the socket took says that it reads: what waits may grow meanwhile, as that of a stream does.
     */
    public boolean isRead(Channel channel, int seconds) {
        countUnsent(channel);
        var buffer = channel.unsafe().outboundBuffer();
        var first = buffer == null ? null : buffer.current();
        var progress = buffer == null ? 0 : buffer.currentProgress();
        silent = first != null && first == sending && progress == sent ? silent + seconds : 0;
        sending = first;
        sent = progress;
        return silent <= SILENT_SECONDS;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        giveBack();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        giveBack();
    }

    private void giveBack() {
        unread = 0;
        giveUnread(0);
        budget.give(unsent);
        unsent = 0;
        sending = null;
        if (counted) {
            counted = false;
            connections.decrementAndGet();
        }
    }
}
