package io.aula.gateway.subgraph;

import io.aula.gateway.executor.CallerHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands before the body of every request to one subgraph (RFC 9112, sections 3 and 5). Most of it is always the same and
 * prepared once; head and body leave in one buffer.
 */
final class RequestHead {

    private static final byte[] AUTHORIZATION = ascii("\r\nauthorization: ");
    private static final byte[] ACCEPT_LANGUAGE = ascii("\r\naccept-language: ");
    private static final byte[] TRACEPARENT = ascii("\r\ntraceparent: ");
    private static final byte[] CLIENT_ADDRESS = ascii("\r\n" + CallerHeaders.CLIENT_ADDRESS + ": ");
    private static final byte[] END = ascii("\r\n\r\n");

    /** Up to the value of the content length. */
    private final byte[] constant;

    RequestHead(SubgraphEndpoint endpoint) {
        var url = URI.create(endpoint.url().toASCIIString());
        constant = ascii("POST " + SubgraphEndpoint.target(url) + " HTTP/1.1\r\nhost: "
                + SubgraphEndpoint.host(url) + "\r\ncontent-type: " + Exchange.JSON + "\r\naccept: "
                + Exchange.ACCEPT + "\r\ncontent-length: ");
    }

    /**
     * {@code changing} if the request changes something, so that the subgraph may want to know where it comes from; it may of a caller
     * without a token, too, by nothing else of whom it could count.
     */
    void write(ByteBuf out, CallerHeaders caller, int bodyLength, boolean changing) {
        out.writeBytes(constant);
        ByteBufUtil.writeAscii(out, Integer.toString(bodyLength));
        header(out, AUTHORIZATION, caller.authorization());
        header(out, ACCEPT_LANGUAGE, caller.acceptLanguage());
        header(out, TRACEPARENT, caller.traceparent());
        if (changing || caller.authorization().isEmpty()) {
            header(out, CLIENT_ADDRESS, caller.clientAddress());
        }
        out.writeBytes(END);
    }

    /** A value that would end its line, and begin a header or a request of its own, stays out. */
    private static void header(ByteBuf out, byte[] name, Optional<String> value) {
        if (value.isPresent() && isFieldValue(value.get())) {
            out.writeBytes(name);
            ByteBufUtil.writeAscii(out, value.get());
        }
    }

    /** No control characters but tabs, and one byte each (RFC 9110, section 5.5). */
    private static boolean isFieldValue(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F || c > 0xFF) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
