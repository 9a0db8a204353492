package io.aula.gateway.door;

import io.aula.gateway.executor.ByteBudget;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One connection's requests, one at a time: the next comes through when the answer before it has gone, so that answers keep the order of
 * their requests whoever gives them (RFC 9112, section 9.3.2). What is malformed or too slow is answered here, in its turn; then the
 * connection is closed as section 9.6 wants it, writing first and reading on for a moment, or the answer would be lost.
 */
final class Turns extends ChannelDuplexHandler {

    /** Heads and bodies behind a request that has no answer yet. */
    private static final int MAX_WAITING = 128;
    /** What such a message takes in memory, apart from its bytes. */
    private static final int MESSAGE_BYTES = 1_024;
    /** Of a body that nobody waits for, because its request is answered. */
    private static final int MAX_UNWANTED_BYTES = 1 << 20;
    /** More than twice the longest deadline behind us: whoever has not begun to answer by then never will. */
    private static final int UNANSWERED_SECONDS = 150;

    private static final String UPLOADS = "/uploads/";

    private final Door door;
    private final ByteBudget budget;
    private final HeldBytes held;
    private final Pace pace = new Pace();
    private @Nullable ArrayDeque<Object> waiting;
    private @Nullable ChannelHandlerContext context;
    private long waitingTaken;
    private long unwanted;
    private int unanswered;
    /** The request's body is not all here. */
    private boolean arriving;
    /** The request, its body or its answer, is not over. */
    private boolean underWay;
    /** The request's answer has not all gone. */
    private boolean answering;

    private boolean begun;
    private boolean old;
    /** The connection ends with the answer under way. */
    private boolean ends;

    private boolean leaving;
    private boolean overrun;
    private boolean readAsked;
    private boolean automatic;

    Turns(Door door, ByteBudget budget, HeldBytes held) {
        this.door = door;
        this.budget = budget;
        this.held = held;
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
        } else if (isWaiting() || (answering || arriving) && message instanceof HttpRequest) {
            keep(ctx, message);
        } else {
            pass(ctx, message);
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) {
            var problem = Heads.problem(request);
            if (problem != null) {
                ReferenceCountUtil.release(message);
                refuse(problem);
                return;
            }
            begin(request);
        }
        var last = false;
        if (message instanceof HttpContent content) {
            if (content.decoderResult().isFailure()) {
                var problem = Problem.unreadable(content.decoderResult().cause());
                content.release();
                refuse(problem);
                return;
            }
            last = message instanceof LastHttpContent;
            count(ctx, content.content().readableBytes());
        }
        if (last) {
            arriving = false;
            pace.answer();
        }
        ctx.fireChannelRead(message);
        if (last && !answering && !leaving) {
            ended(ctx);
        }
    }

    private void begin(HttpRequest request) {
        arriving = true;
        answering = true;
        underWay = true;
        begun = false;
        unwanted = 0;
        unanswered = 0;
        old = request.protocolVersion() == HttpVersion.HTTP_1_0;
        // In HTTP/1.0 nobody is sure who keeps a connection (RFC 9112, appendix C.2.2).
        ends = old || !HttpUtil.isKeepAlive(request);
        if (request.method().equals(HttpMethod.PATCH) && request.uri().startsWith(UPLOADS)) {
            pace.upload();
        } else {
            pace.body();
        }
    }

    private void count(ChannelHandlerContext ctx, int bytes) {
        pace.bytes(bytes);
        if (!answering) {
            unwanted += bytes;
            if (unwanted > MAX_UNWANTED_BYTES) {
                leave(ctx);
            }
        }
    }

    private boolean isWaiting() {
        return waiting != null && !waiting.isEmpty();
    }

    /** Keeps what is not its turn yet, and stops reading; what is too much is not heard, and its sender sees the connection end. */
    private void keep(ChannelHandlerContext ctx, Object message) {
        var bytes = MESSAGE_BYTES
                + (message instanceof HttpContent content ? content.content().readableBytes() : 0);
        var queue = waiting == null ? new ArrayDeque<>() : waiting;
        waiting = queue;
        if (queue.size() >= MAX_WAITING || !budget.take(bytes)) {
            overrun = true;
            ReferenceCountUtil.release(message);
            if (!(message instanceof HttpRequest)) {
                dropCut(queue);
            }
            return;
        }
        waitingTaken += bytes;
        queue.add(message);
        if (ctx.channel().config().isAutoRead()) {
            automatic = true;
            ctx.channel().config().setAutoRead(false);
        }
    }

    /** The last request that waits will never be whole. */
    private static void dropCut(ArrayDeque<Object> queue) {
        Object dropped;
        do {
            dropped = queue.removeLast();
            ReferenceCountUtil.release(dropped);
        } while (!(dropped instanceof HttpRequest));
    }

    private void ended(ChannelHandlerContext ctx) {
        if (!underWay) {
            return;
        }
        underWay = false;
        pace.idle();
        if (isWaiting()) {
            // Later, because whoever has just answered is not done with the request yet.
            ctx.executor().execute(() -> next(ctx));
        } else if (overrun) {
            leave(ctx);
        }
    }

    private void next(ChannelHandlerContext ctx) {
        while (waiting != null && !leaving) {
            var message = waiting.peek();
            if (message == null) {
                break;
            }
            if ((answering || arriving) && message instanceof HttpRequest) {
                return;
            }
            waiting.remove();
            pass(ctx, message);
        }
        nothingWaits(ctx);
        if (overrun && !answering && !arriving) {
            leave(ctx);
        }
    }

    private void nothingWaits(ChannelHandlerContext ctx) {
        dropWaiting();
        if (automatic) {
            automatic = false;
            ctx.channel().config().setAutoRead(true);
        } else {
            read(ctx);
        }
    }

    private void dropWaiting() {
        if (waiting != null) {
            waiting.forEach(ReferenceCountUtil::release);
            waiting = null;
        }
        budget.give(waitingTaken);
        waitingTaken = 0;
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (!isWaiting()) {
            readAsked = true;
            ctx.read();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readAsked = false;
        if (leaving) {
            ctx.read();
        } else if (!arriving && !answering && held.isWaiting()) {
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
            head(response);
        }
        if (message instanceof LastHttpContent) {
            last(ctx, message, promise);
        } else {
            ctx.write(message, promise);
        }
    }

    private void head(HttpResponse response) {
        begun = true;
        if (ends) {
            HttpUtil.setKeepAlive(response, false);
        } else if (!HttpUtil.isKeepAlive(response)) {
            ends = true;
        }
        if (old) {
            // HTTP/1.0 knows no chunks: the end of the connection is the end of the answer.
            HttpUtil.setTransferEncodingChunked(response, false);
        }
    }

    private void last(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        answering = false;
        if (ends || overrun && !arriving && !isWaiting()) {
            leaving = true;
            ctx.write(message, promise.unvoid()).addListener(_ -> linger(ctx));
            return;
        }
        ctx.write(message, promise);
        if (arriving) {
            pace.body();
        } else {
            ended(ctx);
        }
    }

    /** Answers instead of whoever would have; nothing that comes afterwards is heard. */
    void refuse(Problem problem) {
        var ctx = context;
        if (ctx == null || leaving) {
            return;
        }
        if (begun && answering) {
            ctx.close();
            return;
        }
        if (begun && arriving) {
            leave(ctx);
            return;
        }
        leaving = true;
        ctx.writeAndFlush(problem.response()).addListener(_ -> linger(ctx));
    }

    private void leave(ChannelHandlerContext ctx) {
        if (!leaving) {
            leaving = true;
            linger(ctx);
        }
    }

    private void linger(ChannelHandlerContext ctx) {
        pace.leaving();
        held.hearNothing();
        dropWaiting();
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

    /** A second went by. */
    void second() {
        var ctx = context;
        if (ctx == null) {
            return;
        }
        if (!held.second(ctx)) {
            ctx.close();
            return;
        }
        if (answering && !begun && !arriving && ++unanswered > UNANSWERED_SECONDS) {
            ctx.close();
            return;
        }
        switch (pace.second(readAsked || ctx.channel().config().isAutoRead())) {
            case FINE -> {}
            case TOO_SLOW -> refuse(Problem.TOO_SLOW);
            case OVER -> ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        dropWaiting();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        context = null;
        dropWaiting();
        door.rounds(ctx.executor()).remove(this);
    }
}
