package io.aula.gateway.subgraph;

import io.aula.gateway.executor.ByteBudget;
import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.executor.SubgraphReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One call under way: its request, the answer so far, and the promise that the reply is told exactly once. */
final class Exchange {

    static final AsciiString JSON = AsciiString.cached("application/json");
    static final AsciiString ACCEPT = AsciiString.cached("application/graphql-response+json, application/json");
    /** Of most requests; a token may want more. */
    private static final int HEAD_BYTES = 1_024;
    /** Room made for an answer before it has come, however long it says it is. */
    private static final int FIRST_BYTES = 1 << 16;

    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    private final SubgraphCall call;
    private final SubgraphReply reply;
    private final RequestHead head;
    private final int maxBytes;
    private final ByteBudget budget;
    private @Nullable Future<?> expiry;
    private @Nullable UpstreamHandler carrier;
    private byte[] answer = {};
    private int length;
    private int announced;
    private int taken;
    private boolean finished;
    private boolean repeated;

    Exchange(SubgraphCall call, SubgraphReply reply, RequestHead head, int maxBytes, ByteBudget budget) {
        this.call = call;
        this.reply = reply;
        this.head = head;
        this.maxBytes = maxBytes;
        this.budget = budget;
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

    /** Head and body in one buffer, which whoever takes it releases. */
    ByteBuf request(ByteBufAllocator allocator) {
        var body = call.body();
        var out = allocator.directBuffer(HEAD_BYTES + body.length());
        head.write(out, call.headers(), body.length(), !call.repeatable());
        return out.writeBytes(body.bytes(), 0, body.length());
    }

    static HttpHeaders headers(HttpHeaders headers, URI url, SubgraphCall call) {
        headers.set(HttpHeaderNames.HOST, SubgraphEndpoint.host(url)).set(HttpHeaderNames.CONTENT_TYPE, JSON);
        call.headers().authorization().ifPresent(value -> headers.set(HttpHeaderNames.AUTHORIZATION, value));
        call.headers().acceptLanguage().ifPresent(value -> headers.set(HttpHeaderNames.ACCEPT_LANGUAGE, value));
        call.headers().traceparent().ifPresent(value -> headers.set(TRACEPARENT, value));
        call.headers().clientAddress().ifPresent(value -> headers.set(CallerHeaders.CLIENT_ADDRESS, value));
        return headers;
    }

    /** False if this is more than an answer may have. */
    boolean expect(int bytes) {
        if (bytes > maxBytes) {
            return false;
        }
        announced = Math.max(bytes, 0);
        answer = new byte[Math.min(announced, FIRST_BYTES)];
        return true;
    }

    /** Why there is no room for that, or nothing if there was. */
    @Nullable
    SubgraphFailure append(ByteBuf content) {
        var count = content.readableBytes();
        if (count > maxBytes - length) {
            return SubgraphFailure.TOO_LARGE;
        }
        if (length + count > answer.length && !grow(length + count)) {
            return SubgraphFailure.NO_ROOM;
        }
        content.readBytes(answer, length, count);
        length += count;
        return null;
    }

    private boolean grow(int needed) {
        var doubled = Math.min(answer.length * 2, announced > length ? announced : maxBytes);
        var size = Math.max(needed, doubled);
        if (!budget.take(size - answer.length)) {
            return false;
        }
        taken += size - answer.length;
        answer = Arrays.copyOf(answer, size);
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
        // Whoever gets the answer counts it from here on.
        budget.give(taken);
        taken = 0;
        if (expiry != null) {
            expiry.cancel(false);
        }
        return true;
    }
}
