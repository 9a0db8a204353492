package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static final byte[] A = {'a'};
    private static final byte[] B = {'b'};

    private final Records records = new Records();

    @Test
    void anObjectThatStandsAtAPlaceAgainIsTheSame() {
        var list = read("[{\"a\":1},{\"a\":2},{\"a\":1}]");

        assertThat(records.item(list, 2)).isEqualTo(records.item(list, 0));
        assertThat(records.item(list, 1)).isNotEqualTo(records.item(list, 0));
        assertThat(text(list)).isEqualTo("[{\"a\":1},{\"a\":2},{\"a\":1}]");
    }

    @Test
    void anObjectOfAnotherPlaceIsNotThoughItReadsTheSame() {
        var object = read("{\"a\":{\"x\":1},\"b\":{\"x\":1}}");

        assertThat(records.get(object, A)).isNotEqualTo(records.get(object, B));
    }

    @Test
    void anObjectThatGoesOnDifferentlyIsNotTheSame() {
        var list = read("[{\"a\":1},{\"a\":1,\"b\":2},{\"a\":12},{\"a\":1 },{\"a\":1}]");

        assertThat(text(list)).isEqualTo("[{\"a\":1},{\"a\":1,\"b\":2},{\"a\":12},{\"a\":1},{\"a\":1}]");
        assertThat(records.item(list, 4)).isEqualTo(records.item(list, 0));
    }

    @Test
    void whatBeginsAlikeForLongIsStillToldApart() {
        var long0 = "x".repeat(500);
        var list = read("[{\"a\":\"%s1\"},{\"a\":\"%s2\"},{\"a\":\"%s2\"}]".formatted(long0, long0, long0));

        assertThat(records.item(list, 1)).isNotEqualTo(records.item(list, 0)).isEqualTo(records.item(list, 2));
    }

    @Test
    void looksNoMoreWhereNothingHasRepeatedForLong() {
        var different = IntStream.range(0, 200)
                .mapToObj(i -> "{\"a\":" + (1000 + i) + "}")
                .collect(Collectors.joining(","));
        var list = read("[" + different + "," + different + "]");

        assertThat(records.repeats()).isZero();
        assertThat(text(list)).isEqualTo("[" + different + "," + different + "]");
    }

    @Test
    void aCopyOfWhatStandsInSeveralPlacesStandsInOne() {
        var list = read("[{\"a\":{\"b\":1}},{\"a\":{\"b\":1}}]");

        var copy = records.copy(records.item(list, 0));

        assertThat(records.repeat(records.item(list, 0))).isPositive();
        assertThat(records.repeat(copy)).isZero();
        assertThat(records.get(copy, A)).isNotEqualTo(records.get(records.item(list, 0), A));
    }

    @Test
    void readsRandomSiblingsAsTheyAre() {
        var random = new java.util.Random(12);
        for (var i = 0; i < 2_000; i++) {
            var json = new StringBuilder();
            TapeReaderPropertyTest.alike(random, json, 0);
            assertThat(text(read(json.toString()))).isEqualTo(json.toString());
        }
    }

    private long read(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            return new TapeReader(records).readRepeating(bytes, bytes.length);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private String text(long value) {
        return new JsonBuffer(64).value(records, value).toString();
    }
}
