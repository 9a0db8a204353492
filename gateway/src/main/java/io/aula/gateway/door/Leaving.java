package io.aula.gateway.door;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** From the last answer of a connection on: nothing else passes in either direction, and a {@link Farewell} follows. */
final class Leaving {

    private final Door door;
    private final Farewell farewell;
    /** The last answer is on its way or gone. */
    private boolean begun;

    Leaving(Door door, HeldBytes held) {
        this.door = door;
        this.farewell = new Farewell(held);
    }

    boolean hasBegun() {
        return begun;
    }

    /** What is still on its way goes first. */
    void now(ChannelHandlerContext ctx) {
        if (!begun) {
            after(ctx, Unpooled.EMPTY_BUFFER, ctx.newPromise());
            ctx.flush();
        }
    }

    /** This is the last that is said. */
    void after(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        begun = true;
        ctx.write(message, promise.unvoid()).addListener(_ -> linger(ctx));
    }

    private void linger(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive() && !farewell.hasBegun()) {
            var farewells = door.farewells(ctx.executor());
            Runnable close = ctx::close;
            farewells.begin(close);
            ctx.channel().closeFuture().addListener(_ -> farewells.end(close));
        }
        farewell.begin(ctx);
    }

    /** Whether what comes is no longer heard. */
    boolean isFarewell() {
        return farewell.hasBegun();
    }

    /** A second of the farewell went by; false if the other side has had its time. */
    boolean second() {
        return farewell.second();
    }
}
