package io.aula.gateway.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What must hold of a request's head before anybody behind may see it: RFC 9112, sections 2.3, 3.2, 6.1 and 6.3. */
final class Heads {

    static final int TARGET_BYTES = 8_192;
    static final int HEAD_BYTES = 16_384;
    static final int FIELDS = 250;
    /** The target, with room for the longest method and the version, so that a target is told from a line. */
    static final int LINE_BYTES = TARGET_BYTES + 64;

    private static final String NAMELESS = "localhost";

    private Heads() {}

    /** Null if it may pass; a target in absolute form has then become a path and a host (section 3.2.2). */
    static @Nullable Problem problem(HttpRequest request) {
        var read = request.decoderResult();
        if (read.isFailure()) {
            return Problem.unreadable(read.cause());
        }
        var version = request.protocolVersion();
        if (version != HttpVersion.HTTP_1_1 && version != HttpVersion.HTTP_1_0) {
            return Problem.UNKNOWN_VERSION;
        }
        if (request.headers().size() > FIELDS) {
            return Problem.TOO_MANY_FIELDS;
        }
        if (request.uri().length() > TARGET_BYTES) {
            return Problem.TARGET_TOO_LONG;
        }
        // Before the target, whose host may take the place of the header's: that one has to be right all the same.
        var problem = host(request);
        if (problem == null) {
            problem = target(request);
        }
        return problem == null ? framing(request) : problem;
    }

    private static @Nullable Problem target(HttpRequest request) {
        if (isVisit(request)) {
            request.setUri(Targets.asMeant(request.uri()));
        }
        var target = request.uri();
        var problem = Targets.problem(target);
        if (problem == null) {
            problem = form(request, target);
        }
        if (problem == null) {
            request.setUri(Targets.escaped(request.uri()));
        }
        return problem;
    }

    /** Somebody at a browser's address line, where 100% is what it says; programs are told of their slip. */
    private static boolean isVisit(HttpRequest request) {
        var method = request.method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return false;
        }
        for (var accepted : request.headers().getAll(HttpHeaderNames.ACCEPT)) {
            if (accepted.toLowerCase(Locale.ROOT).contains("text/html")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Problem form(HttpRequest request, String target) {
        if (request.method().equals(HttpMethod.CONNECT)) {
            // Whatever it names, a path too, those behind would take it for something of their own (section 3.2.3).
            return Problem.malformed("This is no proxy: there is nothing to connect to");
        }
        if (target.charAt(0) == '/' || target.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        return absolute(request, target);
    }

    /** Section 3.2.2: the host of an absolute target takes the place of the header's. */
    private static @Nullable Problem absolute(HttpRequest request, String target) {
        var scheme = target.toLowerCase(Locale.ROOT);
        var authority = scheme.startsWith("http://") ? 7 : scheme.startsWith("https://") ? 8 : 0;
        if (authority == 0) {
            return Problem.malformed("The request target must be a path");
        }
        var end = authority;
        while (end < target.length() && "/?".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        var path = target.substring(end);
        var host = target.substring(authority, end);
        request.setUri(path.startsWith("/") ? path : "/" + path);
        request.headers().set(HttpHeaderNames.HOST, host);
        return HostName.isValid(host) ? null : Problem.malformed("The request target names no host");
    }

    private static @Nullable Problem host(HttpRequest request) {
        var host = request.headers().get(HttpHeaderNames.HOST);
        if (host == null && request.protocolVersion() == HttpVersion.HTTP_1_0) {
            // It was optional then, and those behind speak HTTP/1.1.
            request.headers().set(HttpHeaderNames.HOST, NAMELESS);
            return null;
        }
        if (host == null) {
            return Problem.malformed("The header host is missing");
        }
        return HostName.isValid(host) ? null : Problem.malformed("The header host is not a host");
    }

    private static @Nullable Problem framing(HttpRequest request) {
        var headers = request.headers();
        if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return null;
        }
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return Problem.malformed("Transfer-encoding and content-length exclude each other");
        }
        return codings(headers.getAll(HttpHeaderNames.TRANSFER_ENCODING));
    }

    private static @Nullable Problem codings(List<String> lines) {
        var codings = String.join(",", lines).split(",", -1);
        var chunked = HttpHeaderValues.CHUNKED.toString();
        var times = 0;
        for (var coding : codings) {
            times += coding.strip().equalsIgnoreCase(chunked) ? 1 : 0;
        }
        if (times != 1 || !codings[codings.length - 1].strip().equalsIgnoreCase(chunked)) {
            return Problem.malformed("Transfer-encoding must end in chunked and name it once");
        }
        return codings.length == 1 ? null : Problem.UNKNOWN_CODING;
    }
}
