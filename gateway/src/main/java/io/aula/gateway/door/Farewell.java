package io.aula.gateway.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;

/**
 * The end of a connection in the order of RFC 9112, section 9.6: what is written ends first, and what comes is read on and thrown away,
 * since a socket closed over unread bytes is reset and the client may lose an answer it has not read. Whoever sends on has half a
 * minute or {@value #MOST_BYTES} bytes, and two seconds to be silent in or next to it.
 */
final class Farewell {

    static final int SECONDS = 30;
    static final int QUIET_SECONDS = 2;
    static final long MOST_BYTES = 64L << 20;

    private final HeldBytes held;
    private boolean begun;
    private int seconds;
    private int quiet;
    private long bytes;

    Farewell(HeldBytes held) {
        this.held = held;
    }

    void begin(ChannelHandlerContext ctx) {
        begun = true;
        held.hearNothing();
        if (!(ctx.channel() instanceof DuplexChannel channel) || !channel.isActive()) {
            ctx.close();
            return;
        }
        channel.shutdownOutput().addListener(done -> {
            if (done.isSuccess()) {
                ctx.read();
            } else {
                ctx.close();
            }
        });
    }

    /** Whether what comes is no longer heard. */
    boolean hasBegun() {
        return begun;
    }

    /** A second went by; false if the other side has had its time. */
    boolean second() {
        var more = held.takeUnheard();
        bytes += more;
        quiet = more < Pace.BYTES_PER_SECOND ? quiet + 1 : 0;
        return quiet <= QUIET_SECONDS && ++seconds <= SECONDS && bytes <= MOST_BYTES;
    }
}
