package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatItKnows() throws Exception {
        var read = read("""
                introspection = false
                subgraph.users.url = http://users:1/graphql
                subgraph.users.streaming = sse
                subgraph.users.errors = all
                subgraph.reviews.errors = masked
                auth.issuer = http://issuer
                auth.keys = http://issuer/keys
                origins = http://a:1, https://b
                cost.maximum = 9
                """);
        assertThat(read.switches().introspection()).isFalse();
        assertThat(read.endpoints().urls()).isEqualTo(Map.of("users", URI.create("http://users:1/graphql")));
        assertThat(read.endpoints().tellingErrors()).containsExactly("users");
        assertThat(read.origins()).containsExactlyInAnyOrder("http://a:1", "https://b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            introspektion=false                      | introspektion is no setting
            introspection=no                         | wants true or false, not 'no'
            introspection=                           | has no value
            subgraph.users.url=ws://users:1/graphql  | WebSocket is spoken at the http address
            subgraph.users.url=users:1               | wants an address like http://
            subgraph.users.address=http://users:1    | subgraph.users.address is no setting
            subgraph.users.streaming=SSE             | wants websocket or sse
            subgraph.users.errors=some               | wants masked or all
            cost.maximum=many                        | wants a number from 0
            cost.list-size=5                         | means nothing without cost.maximum
            auth.issuer=http://a                     | auth.keys is missing
            auth.audience=a                          | auth.issuer is missing
            origins=http://a/path                    | wants scheme://host:port
            documents.manifest=nowhere.json          | there is none at nowhere.json
            documents.manifest=a\\u0000b            | can be the name of none
            """)
    void refusesWhatMeansNothingInOneLine(String line, String reason) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(BadStartException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesASettingThatIsThereTwice() {
        assertThatThrownBy(() -> read("introspection=false\nintrospection=true"))
                .hasMessageContaining("introspection is there twice");
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        var file = Files.write(folder.resolve("s"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'});
        assertThatThrownBy(() -> SettingsFile.read(folder, file)).hasMessageContaining("no text in UTF-8");
    }

    private GatewaySettings read(String text) throws Exception {
        return SettingsFile.read(folder, Files.writeString(folder.resolve("settings"), text));
    }
}
