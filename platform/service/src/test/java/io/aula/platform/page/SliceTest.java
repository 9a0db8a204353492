package io.aula.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.id.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SliceTest {
    private static final String ID = Ids.next("cmt");

    private static void assertBadInput(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo("BAD_USER_INPUT"));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Connection.Row<String>> rows(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(n -> new Connection.Row<>(n, Ids.next("cmt"), "row " + n))
                .toList();
    }

    @Test
    void aCursorComesBackAsItWasGiven() {
        assertThat(Cursor.parse(new Cursor(7, ID, "").text())).isEqualTo(new Cursor(7, ID, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "nonsense",
                "7",
                "7:",
                ":cmt_01DEMOINSTRUCTOR0000000001",
                "x:cmt_01DEMOINSTRUCTOR0000000001",
                "-1:cmt_01DEMOINSTRUCTOR0000000001",
                "99999999999999999999:cmt_01DEMOINSTRUCTOR0000000001",
                "7:cmt_\u0000",
                "7:cmt_01DEMOINSTRUCTOR0000000001:",
                "7:cmt_01DEMOINSTRUCTOR0000000001:newest",
                "7:cmt_01DEMOINSTRUCTOR0000000001:NEWEST:TOP",
                "7:cmt_{\"$gt\":\"\"}",
                "7:CMT_01DEMOINSTRUCTOR0000000001"
            })
    void whatIsNoCursorOfOursIsTheClientsMistake(String plain) {
        assertBadInput(() -> Cursor.parse(encoded(plain)));
        assertBadInput(() -> Cursor.parse(plain));
        assertBadInput(() -> Cursor.parse("A".repeat(1_000_000)));
    }

    @Test
    void aListIsAskedForFromOneEndAndInBoundedParts() {
        assertBadInput(() -> Slice.of(null, null, null, null));
        assertBadInput(() -> Slice.of(1, null, 1, null));
        assertBadInput(() -> Slice.forward(101, null));
        assertBadInput(() -> Slice.forward(-1, null));
        assertBadInput(() -> Slice.forward(Integer.MAX_VALUE, null));
        assertBadInput(() -> Slice.of(5, null, null, new Cursor(7, ID, "").text()));
        assertBadInput(() -> Slice.of(null, new Cursor(7, ID, "").text(), 5, null));
        assertThat(Slice.forward(100, null).size()).isEqualTo(100);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        Slice slice = Slice.forward(5, new Cursor(7, ID, "").text());
        assertThat(slice.ofList("cmt")).isEqualTo(slice);
        assertBadInput(() -> slice.ofList("usr"));
    }

    @Test
    void aCursorOfAnotherOrderIsRefusedAndTheRefusalNamesIt() {
        Slice newest = Slice.forward(1, null).ofList("cmt", Order.NEWEST);
        String cursor =
                String.valueOf(Connection.of(newest, rows(3, 2)).pageInfo().endCursor());
        assertThat(Slice.forward(1, cursor).ofList("cmt", Order.NEWEST).from()).isPresent();
        assertBadInput(() -> Slice.forward(1, cursor).ofList("cmt", Order.TOP));
        assertBadInput(() -> Slice.forward(1, cursor).ofList("cmt"));
        String unsorted = new Cursor(7, ID, "").text();
        assertThatThrownBy(() -> Slice.of(null, null, 1, unsorted).ofList("cmt", Order.TOP))
                .hasMessageContaining("before");
    }

    private enum Order {
        NEWEST,
        TOP
    }

    @Test
    void aPageReadBackwardsStandsInTheListsOrderAndKnowsBothNeighbours() {
        Slice slice = Slice.of(null, null, 2, new Cursor(9, ID, "").text());
        Connection<String> page = Connection.of(slice, rows(8, 7, 6));
        assertThat(page.nodes()).containsExactly("row 7", "row 8");
        assertThat(page.pageInfo().hasPreviousPage()).isTrue();
        assertThat(page.pageInfo().hasNextPage()).isTrue();
        assertThat(page.pageInfo().startCursor())
                .isEqualTo(page.edges().getFirst().cursor());
        assertThat(page.pageInfo().endCursor()).isEqualTo(page.edges().getLast().cursor());
    }

    @Test
    void theFirstAndOnlyPageHasNoNeighbours() {
        Connection<String> page = Connection.of(Slice.forward(2, null), rows(1, 2));
        assertThat(page.pageInfo().hasPreviousPage()).isFalse();
        assertThat(page.pageInfo().hasNextPage()).isFalse();
    }

    @Test
    void aListThatWasLookedThroughInPartGoesOnBehindWhatWasLookedAt() {
        Cursor place = new Cursor(3, ID, "");
        Connection<String> page =
                Connection.lookedThrough(Slice.forward(5, null).ofList("cmt"), rows(9), Optional.of(place));
        assertThat(page.nodes()).containsExactly("row 9");
        assertThat(page.pageInfo().hasNextPage()).isTrue();
        assertThat(page.pageInfo().endCursor()).isEqualTo(place.text());
        Connection<String> empty =
                Connection.lookedThrough(Slice.forward(5, null).ofList("cmt"), rows(), Optional.of(place));
        assertThat(empty.pageInfo().hasNextPage()).isTrue();
        assertThat(empty.pageInfo().endCursor()).isEqualTo(place.text());
        Connection<String> whole =
                Connection.lookedThrough(Slice.forward(5, null).ofList("cmt"), rows(9), Optional.empty());
        assertThat(whole.pageInfo().hasNextPage()).isFalse();
    }
}
