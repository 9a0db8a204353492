package io.aula.gateway.door;

import io.aula.gateway.executor.ByteBudget;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
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

    private final Door door;
    private final HeldBytes held;
    private final WaitingMessages waiting;
    private final AnswerWriter writer;
    private final Leaving leaving;
    private final Pace pace = new Pace();
    private final Exchange exchange = new Exchange();
    private @Nullable ChannelHandlerContext context;

    Turns(Door door, ByteBudget budget, HeldBytes held, AnswerWriter writer) {
        this.door = door;
        this.held = held;
        this.writer = writer;
        this.waiting = new WaitingMessages(budget);
        this.leaving = new Leaving(door, held);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        door.rounds(ctx.executor()).add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        held.messageRead();
        if (leaving.hasBegun() || waiting.isOverrun()) {
            ReferenceCountUtil.release(message);
        } else if (!waiting.isEmpty() || !exchange.isOver() && message instanceof HttpRequest) {
            waiting.keep(ctx, message);
        } else {
            pass(ctx, message);
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        var problem = Problem.of(message);
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
        if (last && !leaving.hasBegun()) {
            ended(ctx);
        }
    }

    private void begin(HttpRequest request) {
        exchange.begin(request);
        writer.answering(request.method());
        pace.begin(request);
    }

    private void count(ChannelHandlerContext ctx, int bytes) {
        pace.bytes(bytes);
        if (!exchange.arrived(bytes)) {
            leave(ctx);
        }
    }

    private void ended(ChannelHandlerContext ctx) {
        if (!exchange.close()) {
            return;
        }
        writer.answered();
        pace.idle();
        if (!waiting.isEmpty()) {
            // Later, because whoever has just answered is not done with the request yet.
            ctx.executor().execute(() -> next(ctx));
        } else if (waiting.isOverrun()) {
            leave(ctx);
        } else if (held.isWaiting()) {
            // Part of the next head came along with the request; its time begins now, since the answer's is not its
            // own.
            pace.head();
        }
    }

    private void next(ChannelHandlerContext ctx) {
        for (var message = waiting.peek(); message != null && !leaving.hasBegun(); message = waiting.peek()) {
            if (!exchange.isOver() && message instanceof HttpRequest) {
                return;
            }
            waiting.remove();
            pass(ctx, message);
        }
        waiting.done(ctx);
        if (waiting.isOverrun() && exchange.isOver()) {
            leave(ctx);
        }
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (waiting.isEmpty()) {
            ctx.read();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (leaving.hasBegun()) {
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
        if (leaving.hasBegun()) {
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
        if (exchange.isLast() || waiting.isOverrun() && exchange.isOver() && waiting.isEmpty()) {
            leave(ctx, message, promise);
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
        if (!ctx.channel().isActive() || !exchange.isUnwanted() && !leaving.hasBegun()) {
            ctx.close(promise);
            return;
        }
        ctx.channel().closeFuture().addListener(_ -> promise.trySuccess());
        leave(ctx);
    }

    /** Answers instead of whoever would have; nothing that comes afterwards is heard. */
    void refuse(Problem problem) {
        var ctx = context;
        if (ctx == null || leaving.hasBegun()) {
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
        leave(ctx, problem.response(), ctx.newPromise());
        ctx.flush();
    }

    private void leave(ChannelHandlerContext ctx) {
        waiting.drop();
        leaving.now(ctx);
    }

    private void leave(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        waiting.drop();
        leaving.after(ctx, message, promise);
    }

    @Override
    public void second() {
        var ctx = context;
        if (ctx == null) {
            return;
        }
        if (!held.isRead(ctx.channel(), 1) || !exchange.second()) {
            ctx.close();
        } else if (leaving.isFarewell()) {
            if (!leaving.second()) {
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
        switch (pace.second(held.isListening(ctx.channel()))) {
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
