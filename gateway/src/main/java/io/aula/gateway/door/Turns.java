package io.aula.gateway.door;

import io.aula.gateway.executor.ByteBudget;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One connection's requests, one at a time: the next comes through when the answer before it has gone, so that answers keep the order of
 * their requests whoever gives them (RFC 9112, section 9.3.2). What is malformed or too slow is answered here, in its turn; then the
 * connection ends with a {@link Farewell}.
 */
final class Turns extends ChannelDuplexHandler implements Rounds.Watched {

    private static final String UPLOADS = "/uploads/";

    private final Door door;
    private final HeldBytes held;
    private final WaitingMessages waiting;
    private final Farewell farewell;
    private final Pace pace = new Pace();
    private final Exchange exchange = new Exchange();
    private @Nullable ChannelHandlerContext context;
    /** The last answer is on its way or gone: nothing else passes in either direction. */
    private boolean leaving;
    /** More was waiting than may. */
    private boolean overrun;

    private boolean readAsked;
    private boolean automatic;

    Turns(Door door, ByteBudget budget, HeldBytes held) {
        this.door = door;
        this.held = held;
        this.waiting = new WaitingMessages(budget);
        this.farewell = new Farewell(held);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        door.rounds(ctx.executor()).add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        held.messageRead();
        if (leaving || overrun) {
            ReferenceCountUtil.release(message);
        } else if (!waiting.isEmpty() || !exchange.isOver() && message instanceof HttpRequest) {
            keep(ctx, message);
        } else {
            pass(ctx, message);
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        var problem = problem(message);
        if (problem != null) {
            ReferenceCountUtil.release(message);
            refuse(problem);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content) {
            count(ctx, content.content().readableBytes());
        }
        var last = message instanceof LastHttpContent;
        if (last) {
            exchange.bodyEnded();
            pace.answer();
        }
        ctx.fireChannelRead(message);
        if (last && !leaving) {
            ended(ctx);
        }
    }

    private static @Nullable Problem problem(Object message) {
        if (message instanceof HttpRequest request) {
            var problem = Heads.problem(request);
            if (problem != null) {
                return problem;
            }
        }
        return message instanceof HttpContent content && content.decoderResult().isFailure()
                ? Problem.unreadable(content.decoderResult().cause())
                : null;
    }

    private void begin(HttpRequest request) {
        exchange.begin(request);
        if (request.method().equals(HttpMethod.PATCH) && request.uri().startsWith(UPLOADS)) {
            pace.upload();
        } else {
            pace.body();
        }
    }

    private void count(ChannelHandlerContext ctx, int bytes) {
        pace.bytes(bytes);
        if (!exchange.arrived(bytes)) {
            leave(ctx);
        }
    }

    /** Keeps what is not its turn yet, and stops reading; what is too much is not heard, and its sender sees the connection end. */
    private void keep(ChannelHandlerContext ctx, Object message) {
        if (!waiting.keep(message)) {
            overrun = true;
        } else if (ctx.channel().config().isAutoRead()) {
            automatic = true;
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void ended(ChannelHandlerContext ctx) {
        if (!exchange.close()) {
            return;
        }
        pace.idle();
        if (!waiting.isEmpty()) {
            // Later, because whoever has just answered is not done with the request yet.
            ctx.executor().execute(() -> next(ctx));
        } else if (overrun) {
            leave(ctx);
        }
    }

    private void next(ChannelHandlerContext ctx) {
        for (var message = waiting.peek(); message != null && !leaving; message = waiting.peek()) {
            if (!exchange.isOver() && message instanceof HttpRequest) {
                return;
            }
            waiting.remove();
            pass(ctx, message);
        }
        nothingWaits(ctx);
        if (overrun && exchange.isOver()) {
            leave(ctx);
        }
    }

    private void nothingWaits(ChannelHandlerContext ctx) {
        waiting.drop();
        if (automatic) {
            automatic = false;
            ctx.channel().config().setAutoRead(true);
        } else {
            read(ctx);
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (waiting.isEmpty()) {
            readAsked = true;
            ctx.read();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readAsked = false;
        if (leaving) {
            ctx.read();
        } else if (exchange.isUnwanted()) {
            read(ctx);
        } else if (exchange.isOver() && held.isWaiting()) {
            pace.head();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (leaving) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                ctx.write(message, promise);
                return;
            }
            exchange.answers(response);
        }
        if (message instanceof LastHttpContent) {
            last(ctx, message, promise);
        } else {
            ctx.write(message, promise);
        }
    }

    private void last(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        exchange.answerEnded();
        if (exchange.isLast() || overrun && exchange.isOver() && waiting.isEmpty()) {
            leaving = true;
            ctx.write(message, promise.unvoid()).addListener(_ -> linger(ctx));
            return;
        }
        ctx.write(message, promise);
        if (exchange.isUnwanted()) {
            // Whoever has answered may read no more, and the client may look at nothing before all is sent.
            pace.body();
            read(ctx);
        } else {
            ended(ctx);
        }
    }

    /** Whoever has answered and closes need not know of the rest of the request; whoever breaks off in an answer is to be seen to. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (!ctx.channel().isActive() || !exchange.isUnwanted() && !leaving) {
            ctx.close(promise);
            return;
        }
        ctx.channel().closeFuture().addListener(_ -> promise.trySuccess());
        leave(ctx);
    }

    /** Answers instead of whoever would have; nothing that comes afterwards is heard. */
    void refuse(Problem problem) {
        var ctx = context;
        if (ctx == null || leaving) {
            return;
        }
        if (exchange.hasBegun() && exchange.isAnswering()) {
            ctx.close();
            return;
        }
        if (exchange.isUnwanted()) {
            leave(ctx);
            return;
        }
        leaving = true;
        ctx.writeAndFlush(problem.response()).addListener(_ -> linger(ctx));
    }

    /** What is still on its way goes first. */
    private void leave(ChannelHandlerContext ctx) {
        if (!leaving) {
            leaving = true;
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> linger(ctx));
        }
    }

    private void linger(ChannelHandlerContext ctx) {
        waiting.drop();
        if (ctx.channel().isActive() && !farewell.hasBegun()) {
            var farewells = door.farewells(ctx.executor());
            Runnable close = ctx::close;
            farewells.begin(close);
            ctx.channel().closeFuture().addListener(_ -> farewells.end(close));
        }
        farewell.begin(ctx);
    }

    @Override
    public void second() {
        var ctx = context;
        if (ctx == null) {
            return;
        }
        if (!held.isRead(ctx.channel(), 1) || !exchange.second()) {
            ctx.close();
        } else if (farewell.hasBegun()) {
            if (!farewell.second()) {
                ctx.close();
            }
        } else {
            hurry(ctx);
        }
    }

    @Override
    public void end() {
        if (context != null) {
            context.close();
        }
    }

    private void hurry(ChannelHandlerContext ctx) {
        switch (pace.second(readAsked || ctx.channel().config().isAutoRead())) {
            case FINE -> {}
            case TOO_SLOW -> refuse(Problem.TOO_SLOW);
            case OVER -> ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.drop();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        context = null;
        waiting.drop();
        door.rounds(ctx.executor()).remove(this);
    }
}
