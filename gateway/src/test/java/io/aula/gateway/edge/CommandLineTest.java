package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    private static final String SUPERGRAPH = "src/test/resources/execution/supergraph.graphql";

    @TempDir
    private Path folder;

    @Test
    void readsItsOptionsInAnyOrder() throws Exception {
        assertThat(CommandLine.parse("--port", "0", "--supergraph", SUPERGRAPH))
                .isEqualTo(
                        new CommandLine(Path.of(SUPERGRAPH), new InetSocketAddress("127.0.0.1", 0), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --port 1                            | --supergraph is missing
            --supergraph S --port abc           | --port wants a number
            --supergraph S --port 65536         | --port wants a number
            --supergraph S --port -1            | --port wants a number
            --supergraph S --prot 1             | '--prot' is no option
            --supergraph S --port               | --port has no value
            --supergraph --port 1               | --supergraph has no value
            --supergraph S --port 1 --port 2    | --port is there twice
            --supergraph nowhere                | there is no file nowhere
            --supergraph src                    | src is a folder
            --supergraph S --config nowhere     | there is no file nowhere
            --supergraph S --host no.such.host.invalid | no address is known
            """)
    void refusesWhatCannotBeMeantInOneLine(String line, String reason) {
        var arguments = line.replace(" S", " " + SUPERGRAPH).split(" ");
        assertThatThrownBy(() -> CommandLine.parse(arguments))
                .isInstanceOf(BadStartException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysThatAPortIsInUse() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var line = CommandLine.parse("--supergraph", SUPERGRAPH, "--port", Integer.toString(other.getLocalPort()));
            assertThatThrownBy(() -> StandaloneGateway.start(line))
                    .isInstanceOf(BadStartException.class)
                    .hasMessageContaining("something listens there already");
        }
    }

    @Test
    void saysThatASupergraphIsNone() throws Exception {
        for (var text : List.of("type Query { a: Int }", "{\"json\": true}", "", "enum join__Graph { A }")) {
            var file = Files.writeString(folder.resolve("s.graphql"), text);
            var line = CommandLine.parse("--supergraph", file.toString(), "--port", "0");
            assertThatThrownBy(() -> StandaloneGateway.start(line))
                    .isInstanceOf(BadStartException.class)
                    .hasMessageContaining("s.graphql")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void saysThatASubgraphIsNotInTheGraph() throws Exception {
        var config = Files.writeString(folder.resolve("c"), "subgraph.user.url=http://127.0.0.1:1");
        var line = CommandLine.parse("--supergraph", SUPERGRAPH, "--port", "0", "--config", config.toString());
        assertThatThrownBy(() -> StandaloneGateway.start(line))
                .hasMessageContaining("subgraph.user is no subgraph: there are reviews, users");
    }
}
