package io.aula.gateway.subgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.executor.ByteBudget;
import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.executor.SubgraphCall;
import io.aula.gateway.executor.SubgraphFailure;
import io.aula.gateway.executor.SubgraphReply;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpstreamHandlerTest {

    private final List<String> told = new ArrayList<>();

    @Test
    void waitsForTheAnswerBehindAHint() {
        var handler = new UpstreamHandler(new UpstreamHandler.Owner() {
            @Override
            public void release(UpstreamHandler free) {
                told.add("released");
            }

            @Override
            public void broken(Exchange exchange, boolean reused) {
                told.add("broken");
            }
        });
        var channel = new EmbeddedChannel(new HttpResponseDecoder(), handler);
        handler.send(exchange());

        channel.writeInbound(ascii("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"));
        assertThat(told).isEmpty();
        channel.writeInbound(ascii("HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"data\":{}}"));

        assertThat(told).containsExactly("released", "{\"data\":{}}");
        channel.finishAndReleaseAll();
    }

    private Exchange exchange() {
        var call = new SubgraphCall("a", new JsonBuffer(16).raw("{}"), CallerHeaders.none(), Long.MAX_VALUE, true);
        var reply = new SubgraphReply() {
            @Override
            public void answered(byte[] body, int length) {
                told.add(new String(body, 0, length, StandardCharsets.UTF_8));
            }

            @Override
            public void failed(SubgraphFailure failure) {
                told.add(failure.name());
            }
        };
        var head = new RequestHead(SubgraphEndpoint.at(URI.create("http://a/")));
        return new Exchange(call, reply, head, 1_000, ByteBudget.unlimited());
    }

    private static io.netty.buffer.ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
