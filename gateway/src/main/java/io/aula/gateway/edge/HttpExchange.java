package io.aula.gateway.edge;

import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.IncrementalFormat;
import io.aula.gateway.executor.IncrementalSink;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.policy.auth.Admission;
import io.aula.gateway.policy.auth.RequestAuthenticator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP request and its answer. */
final class HttpExchange implements Outcome {

    private static final int RETRY_SECONDS = 1;

    private final GatewayRuntime runtime;
    private final ChannelHandlerContext ctx;
    private final HttpRequest request;
    private final Runnable finished;
    private Accepted accepted = Accepted.JSON;
    private @Nullable EventResponse events;
    private boolean isGone;

    HttpExchange(GatewayRuntime runtime, ChannelHandlerContext ctx, HttpRequest request, Runnable finished) {
        this.runtime = runtime;
        this.ctx = ctx;
        this.request = request;
        this.finished = finished;
    }

    void handle(byte[] body) {
        switch (runtime.settings().authenticator().admit(admissionRequest())) {
            case Admission.Refused(var status, var code, var message) -> refused(Refusal.of(status, code, message));
            case Admission.Forward forward -> handle(body, callerHeaders(forward));
        }
    }

    private RequestAuthenticator.Request admissionRequest() {
        return new RequestAuthenticator.Request(
                request.method().name(),
                request.uri(),
                GraphQlHandler.asksForSocket(request),
                name -> request.headers().get(name),
                new RequestAuthenticator.Peer(
                        ctx.channel().remoteAddress() instanceof InetSocketAddress peer ? peer.getAddress() : null,
                        () -> request.headers().getAll("x-forwarded-for")));
    }

    private CallerHeaders callerHeaders(Admission.Forward forward) {
        return new CallerHeaders(
                forward.authorization(),
                Optional.ofNullable(request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE)),
                Optional.ofNullable(request.headers().get("traceparent")),
                forward.clientAddress());
    }

    private void handle(byte[] body, CallerHeaders headers) {
        if (GraphQlHandler.asksForSocket(request)) {
            SocketUpgrade.answer(runtime, ctx, request, headers, this::write);
            return;
        }
        var best = Accepted.best(request.headers().get(HttpHeaderNames.ACCEPT));
        if (best.isEmpty()) {
            refused(Refusal.malformed(406, "Answers are application/graphql-response+json or application/json"));
            return;
        }
        accepted = best.get();
        try {
            var decoded = decode(body);
            if (decoded != null) {
                runtime.pipeline().run(decoded, headers, runtime.scope(ctx.channel()), this);
            }
        } catch (RequestDecoder.BadRequestException e) {
            refused(Refusal.malformed(400, String.valueOf(e.getMessage())));
        }
    }

    private @Nullable GraphQlRequest decode(byte[] body) throws RequestDecoder.BadRequestException {
        if (request.method().equals(HttpMethod.GET)) {
            return RequestDecoder.parameters(request.uri());
        }
        if (!request.method().equals(HttpMethod.POST)) {
            refused(Refusal.malformed(405, "Use POST, or GET for queries"));
            return null;
        }
        var type = GraphQlHandler.header(request, HttpHeaderNames.CONTENT_TYPE).toLowerCase(java.util.Locale.ROOT);
        var charset = type.indexOf("charset=");
        var readable = type.split(";", 2)[0].strip().equals("application/json")
                && (charset < 0 || type.startsWith("utf-8", charset + 8) || type.startsWith("\"utf-8\"", charset + 8));
        if (!readable) {
            refused(Refusal.malformed(415, "The body must be application/json in UTF-8"));
            return null;
        }
        return RequestDecoder.body(body);
    }

    void tooLarge() {
        var most = runtime.settings().bounds().bodyBytes();
        unheard(Refusal.malformed(413, "The body is larger than " + most + " bytes"));
    }

    /** There is no room for the request; nothing of it has been done. */
    void overloaded() {
        unheard(Refusal.of(503, "OVERLOADED", "There is too much to do at the moment: try again shortly"));
    }

    /** What is left of the body is not wanted, so the connection ends with the answer. */
    private void unheard(Refusal refusal) {
        var response = response(refusal.status(), refusal.response());
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        sayWhenToRetry(refusal, response);
        write(response);
    }

    private static void sayWhenToRetry(Refusal refusal, HttpResponse response) {
        if (refusal.status() == 503) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
    }

    void gone() {
        isGone = true;
        if (events != null) {
            events.cancel();
        }
    }

    @Override
    public void refused(Refusal refusal) {
        // Clients that take application/json know no status but 200 for a request that was understood.
        var understood = !refusal.malformed() && accepted == Accepted.JSON && refusal.status() == 400;
        var response = response(understood ? 200 : refusal.status(), refusal.response());
        if (refusal.status() == 405) {
            response.headers().set(HttpHeaderNames.ALLOW, refusal.malformed() ? "GET, POST" : "POST");
        }
        if (refusal.status() == 401) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        sayWhenToRetry(refusal, response);
        write(response);
    }

    @Override
    public void answered(JsonBuffer json) {
        if (accepted == Accepted.MULTIPART && incremental().isPresent()) {
            // Nothing was deferred: one part says all.
            json.truncate(json.length() - 1);
            parts().part(json.raw(",\"hasNext\":false}"), true);
            return;
        }
        if (accepted.streams()) {
            var stream = new EventResponse(ctx, accepted, this::done);
            stream.start();
            stream.next(json);
            stream.completed();
            return;
        }
        write(response(200, json));
    }

    @Override
    public Optional<IncrementalFormat> incremental() {
        return Accepted.incremental(request.headers().get(HttpHeaderNames.ACCEPT));
    }

    @Override
    public IncrementalSink parts() {
        return new IncrementalResponse(ctx, incremental().orElseThrow(), this::done);
    }

    @Override
    public void stream(StreamStart start) {
        if (isGone) { // while it was prepared: nobody would end what is opened now
            return;
        }
        if (!accepted.streams()) {
            // Whoever likes JSON better, and reads events too, is given what a subscription has.
            accepted = Accepted.streaming(request.headers().get(HttpHeaderNames.ACCEPT))
                    .orElse(accepted);
        }
        if (!accepted.streams()) {
            refused(Refusal.malformed(406, "Subscriptions need WebSocket, text/event-stream or multipart/mixed"));
            return;
        }
        var stream = new EventResponse(ctx, accepted, this::done);
        events = stream;
        stream.start();
        if (!start.caller().isAnonymous()) {
            stream.endIn(start.caller().left(runtime.clock().instant()));
        }
        stream.follow(start.open(stream));
    }

    private DefaultFullHttpResponse response(int status, JsonBuffer json) {
        var type = accepted.streams() ? Accepted.JSON : accepted;
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.wrappedBuffer(json.bytes(), 0, json.length()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, json.length())
                .set(HttpHeaderNames.CACHE_CONTROL, "private, no-store")
                .set("x-content-type-options", "nosniff");
        return response;
    }

    private void write(DefaultFullHttpResponse response) {
        ctx.writeAndFlush(response);
        done();
    }

    private void done() {
        events = null;
        finished.run();
    }
}
