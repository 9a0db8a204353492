package io.aula.gateway.subgraph;

import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.executor.SubgraphReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One call under way: its request, the answer so far, and the promise that the reply is told exactly once. */
final class Exchange {

    static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString ACCEPT = AsciiString.cached("application/graphql-response+json, application/json");
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    private final SubgraphCall call;
    private final SubgraphReply reply;
    private final SubgraphEndpoint endpoint;
    private final int maxBytes;
    private @Nullable Future<?> expiry;
    private @Nullable UpstreamHandler carrier;
    private byte[] answer = {};
    private int length;
    private boolean finished;
    private boolean repeated;

    Exchange(SubgraphCall call, SubgraphReply reply, SubgraphEndpoint endpoint, int maxBytes) {
        this.call = call;
        this.reply = reply;
        this.endpoint = endpoint;
        this.maxBytes = maxBytes;
    }

    void expire(Future<?> expiry) {
        this.expiry = expiry;
    }

    void carriedBy(UpstreamHandler handler) {
        carrier = handler;
    }

    boolean finished() {
        return finished;
    }

    FullHttpRequest request() {
        var body = Unpooled.wrappedBuffer(call.body().bytes(), 0, call.body().length());
        var request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, SubgraphEndpoint.target(endpoint.url()), body);
        headers(request.headers(), endpoint.url(), call)
                .set(HttpHeaderNames.ACCEPT, ACCEPT)
                .set(HttpHeaderNames.CONTENT_LENGTH, call.body().length());
        return request;
    }

    static HttpHeaders headers(HttpHeaders headers, URI url, SubgraphCall call) {
        headers.set(HttpHeaderNames.HOST, SubgraphEndpoint.host(url)).set(HttpHeaderNames.CONTENT_TYPE, JSON);
        call.headers().authorization().ifPresent(value -> headers.set(HttpHeaderNames.AUTHORIZATION, value));
        call.headers().acceptLanguage().ifPresent(value -> headers.set(HttpHeaderNames.ACCEPT_LANGUAGE, value));
        call.headers().traceparent().ifPresent(value -> headers.set(TRACEPARENT, value));
        return headers;
    }

    /** False if this is more than an answer may have. */
    boolean expect(int bytes) {
        if (bytes > maxBytes) {
            return false;
        }
        answer = new byte[Math.max(bytes, 0)];
        return true;
    }

    boolean append(ByteBuf content) {
        var count = content.readableBytes();
        if (count > maxBytes - length) {
            return false;
        }
        if (length + count > answer.length) {
            answer = Arrays.copyOf(answer, Math.max(length + count, Math.min(maxBytes, answer.length * 2)));
        }
        content.readBytes(answer, length, count);
        length += count;
        return true;
    }

    boolean mayRepeat() {
        var may = call.repeatable() && !repeated && length == 0 && !finished;
        repeated = true;
        return may;
    }

    void complete() {
        if (finish()) {
            reply.answered(answer, length);
        }
    }

    void fail(SubgraphFailure failure) {
        if (finish()) {
            reply.failed(failure);
        }
    }

    void timeOut() {
        if (finished) {
            return;
        }
        var stuck = carrier;
        fail(SubgraphFailure.TIMEOUT);
        if (stuck != null) {
            stuck.close();
        }
    }

    private boolean finish() {
        if (finished) {
            return false;
        }
        finished = true;
        if (expiry != null) {
            expiry.cancel(false);
        }
        return true;
    }
}
