package io.aula.gateway.door;

import io.aula.gateway.executor.JsonBuffer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** Why a connection is not listened to any longer; the message is for the client. */
record Problem(int status, String code, String message) {

    static final Problem TARGET_TOO_LONG =
            new Problem(414, "URI_TOO_LONG", "The request target is longer than " + Heads.TARGET_BYTES + " bytes");
    static final Problem HEAD_TOO_LARGE =
            new Problem(431, "HEADERS_TOO_LARGE", "The headers are larger than " + Heads.HEAD_BYTES + " bytes");
    static final Problem TOO_MANY_FIELDS =
            new Problem(431, "HEADERS_TOO_LARGE", "There are more than " + Heads.FIELDS + " headers");
    static final Problem UNKNOWN_VERSION = new Problem(505, "VERSION_NOT_SUPPORTED", "Only HTTP/1.1 is understood");
    static final Problem UNKNOWN_CODING =
            new Problem(501, "CODING_NOT_SUPPORTED", "No transfer coding but chunked is understood");
    static final Problem TOO_SLOW = new Problem(408, "REQUEST_TIMEOUT", "The request came too slowly: send it again");
    static final Problem OVERLOADED =
            new Problem(503, "OVERLOADED", "There is too much to do at the moment: try again shortly");

    private static final int RETRY_SECONDS = 1;
    private static final int MAX_REASON = 200;

    /** What is wrong with a part of a request; null if nothing is. */
    static @Nullable Problem of(Object message) {
        if (message instanceof HttpRequest request) {
            var problem = Heads.problem(request);
            if (problem != null) {
                return problem;
            }
        }
        return message instanceof HttpContent content && content.decoderResult().isFailure()
                ? unreadable(content.decoderResult().cause())
                : null;
    }

    static Problem malformed(String message) {
        return new Problem(400, "BAD_REQUEST", message);
    }

    /** What the codec could not read. */
    static Problem unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> TARGET_TOO_LONG;
            case TooLongHttpHeaderException _ -> HEAD_TOO_LARGE;
            default -> malformed("The request is not HTTP: " + reason(cause));
        };
    }

    private static String reason(Throwable cause) {
        var reason = String.valueOf(cause.getMessage());
        return reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }

    FullHttpResponse response() {
        var json = new JsonBuffer(256)
                .raw("{\"errors\":[{\"message\":")
                .string(message)
                .raw(",\"extensions\":{\"code\":")
                .string(code)
                .raw("}}]}");
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.wrappedBuffer(json.bytes(), 0, json.length()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, json.length())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status == OVERLOADED.status()) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
        return response;
    }
}
