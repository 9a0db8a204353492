package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private static final byte[] A = {'a'};
    private static final byte[] B = {'b'};

    private final Records records = new Records();

    @Test
    void objectsWithTheSameKeysShareTheirLayout() {
        var list = read("[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"b\":5,\"a\":6}]");

        assertThat(records.layout(records.item(list, 0))).isSameAs(records.layout(records.item(list, 1)));
        assertThat(records.layout(records.item(list, 2))).isNotSameAs(records.layout(records.item(list, 1)));
        assertThat(text(records.get(records.item(list, 2), A))).isEqualTo("6");
    }

    @Test
    void layoutsAreTheSameInAllAnswersOfARequest() {
        var first = read("{\"a\":1,\"b\":2}");
        var second = read(" { \"a\" : 3 , \"b\" : 4 } ");

        assertThat(records.layout(first)).isSameAs(records.layout(second));
    }

    @Test
    void whatIsAddedToOneObjectDoesNotShowInItsSiblings() {
        var list = read("[{\"a\":1},{\"a\":2},{\"a\":3}]");
        var added = read("{\"b\":9}");

        for (var i = 0; i < 2; i++) {
            records.add(records.item(list, i), records.key(added, 0), records.value(added, 0));
        }

        assertThat(text(list)).isEqualTo("[{\"a\":1,\"b\":9},{\"a\":2,\"b\":9},{\"a\":3}]");
    }

    @Test
    void whatIsRenamedOrTakenOutOfOneObjectStaysInItsSiblings() {
        var list = read("[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4},{\"a\":5,\"b\":6}]");
        var name = records.key(read("{\"c\":0}"), 0);

        records.rename(records.item(list, 0), 0, name);
        records.remove(records.item(list, 1), 0);

        assertThat(text(list)).isEqualTo("[{\"c\":1,\"b\":2},{\"b\":4},{\"a\":5,\"b\":6}]");
        assertThat(records.get(records.item(list, 1), A)).isEqualTo(Records.ABSENT);
        assertThat(text(records.get(records.item(list, 1), B))).isEqualTo("4");
    }

    @Test
    void wideObjectsThatBeginAlikeGrowApart() {
        var members =
                IntStream.range(0, 200).mapToObj(i -> "\"k" + i + "\":" + i).collect(Collectors.joining(","));
        var list = read("[{" + members + "},{" + members + "}]");
        var added = read("{\"a\":1,\"b\":2}");

        for (var i = 0; i < 2; i++) {
            records.add(records.item(list, i), records.key(added, i), records.value(added, i));
        }
        for (var i = 0; i < 2; i++) {
            records.add(records.item(list, i), records.key(added, 1 - i), records.value(added, 1 - i));
        }

        assertThat(text(list)).isEqualTo("[{" + members + ",\"a\":1,\"b\":2},{" + members + ",\"b\":2,\"a\":1}]");
    }

    private long read(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return new TapeReader(records).read(bytes, bytes.length);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private String text(long value) {
        return new JsonBuffer(64).value(records, value).toString();
    }
}
