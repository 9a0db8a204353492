package io.aula.gateway.door;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;

/**
 * Header lines as they are read. A second {@code Host} (RFC 9112, section 3.2) or {@code Content-Length} (section 6.3) is refused here,
 * where both are still seen: of two lengths in HTTP/1.0 the codec would keep the first and nobody would know.
 */
final class RequestHeaders extends DefaultHttpHeaders {

    static final HttpHeadersFactory FACTORY = new Factory();

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        requireFirst(name);
        return super.add(name, value);
    }

    @Override
    public HttpHeaders add(String name, Object value) {
        requireFirst(name);
        return super.add(name, value);
    }

    private void requireFirst(CharSequence name) {
        if (isSingle(name) && contains(name)) {
            throw new IllegalArgumentException("the header " + name + " stands there twice");
        }
    }

    private static boolean isSingle(CharSequence name) {
        return switch (name.length()) {
            case 4 -> AsciiString.contentEqualsIgnoreCase(HttpHeaderNames.HOST, name);
            case 14 -> AsciiString.contentEqualsIgnoreCase(HttpHeaderNames.CONTENT_LENGTH, name);
            default -> false;
        };
    }

    private static final class Factory implements HttpHeadersFactory {

        @Override
        public HttpHeaders newHeaders() {
            return new RequestHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new RequestHeaders();
        }
    }
}
