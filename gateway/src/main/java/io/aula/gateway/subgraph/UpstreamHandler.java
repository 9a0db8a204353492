package io.aula.gateway.subgraph;

import io.aula.gateway.executor.SubgraphFailure;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One connection to a subgraph; carries one exchange at a time. */
final class UpstreamHandler extends ChannelInboundHandlerAdapter {

    /** Whom a connection belongs to. */
    interface Owner {

        void release(UpstreamHandler handler);

        void broken(Exchange exchange, boolean reused);
    }

    private final Owner owner;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private boolean keepAlive;
    private boolean reused;
    private boolean answering;
    private boolean interim;
    private long idleSince;

    UpstreamHandler(Owner owner) {
        this.owner = owner;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    boolean usable() {
        return context != null && context.channel().isActive();
    }

    long idleSince() {
        return idleSince;
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    void send(Exchange next) {
        var ctx = context;
        if (ctx == null || next.finished()) {
            // It timed out while we connected: the connection is as good as any.
            release();
            return;
        }
        exchange = next;
        answering = false;
        next.carriedBy(this);
        ctx.writeAndFlush(next.request(ctx.alloc())).addListener(written -> {
            if (!written.isSuccess()) {
                ctx.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            var current = exchange;
            if (current == null) {
                ctx.close();
                return;
            }
            if (message instanceof HttpResponse response) {
                interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
                if (!interim) {
                    begin(ctx, current, response);
                }
            }
            // A hint such as 103 ends too, but the answer is still to come.
            if (message instanceof HttpContent content && exchange != null && !interim) {
                if (content.decoderResult().isFailure()) {
                    abort(ctx, SubgraphFailure.MALFORMED);
                } else {
                    take(ctx, current, content);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext ctx, Exchange current, HttpContent content) {
        var failure = current.append(content.content());
        if (failure != null) {
            abort(ctx, failure);
        } else if (content instanceof LastHttpContent) {
            end(ctx, current);
        }
    }

    private void begin(ChannelHandlerContext ctx, Exchange current, HttpResponse response) {
        answering = true;
        keepAlive = HttpUtil.isKeepAlive(response);
        if (response.decoderResult().isFailure()) {
            abort(ctx, SubgraphFailure.MALFORMED);
        } else if (!current.expect((int) Math.min(Integer.MAX_VALUE, HttpUtil.getContentLength(response, 2048L)))) {
            abort(ctx, SubgraphFailure.TOO_LARGE);
        }
    }

    private void end(ChannelHandlerContext ctx, Exchange current) {
        exchange = null;
        if (keepAlive) {
            release();
        } else {
            ctx.close();
        }
        current.complete();
    }

    private void release() {
        reused = true;
        idleSince = System.nanoTime();
        owner.release(this);
    }

    private void abort(ChannelHandlerContext ctx, SubgraphFailure failure) {
        var current = exchange;
        exchange = null;
        ctx.close();
        if (current != null) {
            current.fail(failure);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        var current = exchange;
        exchange = null;
        if (current != null) {
            if (answering) {
                current.fail(SubgraphFailure.UNREACHABLE);
            } else {
                owner.broken(current, reused);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
