package io.aula.gateway.subgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.executor.CallerHeaders;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {

    private final RequestHead head =
            new RequestHead(SubgraphEndpoint.at(URI.create("http://127.0.0.1:4001/graphql?v=1")));

    @Test
    void saysWhereToAndWhatTheCallerSent() {
        assertThat(text(
                        new CallerHeaders(
                                Optional.of("Bearer abc"), Optional.of("es, en;q=0.5"), Optional.of("00-1-2-01")),
                        7))
                .isEqualTo("""
                        POST /graphql?v=1 HTTP/1.1\r
                        host: 127.0.0.1:4001\r
                        content-type: application/json\r
                        accept: application/graphql-response+json, application/json\r
                        content-length: 7\r
                        authorization: Bearer abc\r
                        accept-language: es, en;q=0.5\r
                        traceparent: 00-1-2-01\r
                        \r
                        """);
    }

    @Test
    void saysNothingOfACallerWhoSentNothing() {
        assertThat(text(CallerHeaders.none(), 123))
                .endsWith("content-length: 123\r\n\r\n")
                .doesNotContain("authorization");
    }

    @Test
    void saysWhereTheCallerIsOnlyToWhatChangesSomethingOrWhereNobodySignedIn() {
        var caller = new CallerHeaders(
                Optional.of("Bearer abc"), Optional.empty(), Optional.empty(), Optional.of("192.0.2.1 proof"));
        var out = Unpooled.buffer();
        head.write(out, caller, 1, true);

        assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains("\r\naula-client-address: 192.0.2.1 proof\r\n");
        assertThat(text(caller, 1)).doesNotContain("192.0.2.1");
        var visitor =
                new CallerHeaders(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("192.0.2.1 proof"));
        assertThat(text(visitor, 1)).contains("\r\naula-client-address: 192.0.2.1 proof\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nx-user: admin", "a\nb", "a\rb", "a\0b", "a\u007fb", "a\u010ab"})
    void leavesOutAValueThatCouldEndItsLine(String value) {
        assertThat(text(new CallerHeaders(Optional.of(value), Optional.of(value), Optional.of(value)), 1))
                .isEqualTo(text(CallerHeaders.none(), 1));
    }

    @Test
    void asksAHostWithoutPathAtItsRoot() {
        var root = new RequestHead(SubgraphEndpoint.at(URI.create("http://reviews")));
        var out = Unpooled.buffer();
        root.write(out, CallerHeaders.none(), 0, false);

        assertThat(out.toString(StandardCharsets.ISO_8859_1)).startsWith("POST / HTTP/1.1\r\nhost: reviews\r\n");
    }

    private String text(CallerHeaders caller, int bodyLength) {
        var out = Unpooled.buffer();
        head.write(out, caller, bodyLength, false);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
