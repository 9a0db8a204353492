package io.aula.devstack.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("data/ledger.jsonl");
    }

    @Test
    void aFailedChangeLeavesNothingBehind() {
        try (Ledger ledger = open()) {
            ledger.transact(work -> work.save(thing("a").set("amount", 1)));
            List<String> told = new ArrayList<>();
            ledger.onEvents(told::addAll);
            assertThatThrownBy(() -> ledger.transact(work -> {
                        work.save(thing("a").set("amount", 2));
                        work.event("thing.updated", work.save(thing("b")));
                        throw new IllegalStateException("in the middle");
                    }))
                    .hasMessage("in the middle");

            assertThat(amount(ledger, "a")).contains(1L);
            assertThat(amount(ledger, "b")).isEmpty();
            assertThat(told).isEmpty();
        }
        try (Ledger again = open()) {
            assertThat(amount(again, "a")).contains(1L);
            assertThat(amount(again, "b")).isEmpty();
        }
    }

    @Test
    void everythingIsThereAgainInItsOrder() {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 5; i++) {
                int number = i;
                ledger.transact(work -> work.save(thing("t" + number)));
            }
            ledger.transact(work -> work.save(thing("t0").set("amount", 7)));
        }
        try (Ledger again = open()) {
            List<String> ids = again.transact(
                    work -> work.all("thing").stream().map(Resource::id).toList());
            assertThat(ids).containsExactly("t4", "t3", "t2", "t1", "t0");
            assertThat(amount(again, "t0")).contains(7L);
        }
    }

    @Test
    void aLineTornByAKillIsAChangeThatNeverWas() throws Exception {
        try (Ledger ledger = open()) {
            ledger.transact(work -> work.save(thing("a").set("amount", 1)));
        }
        Files.writeString(file, "[{\"id\":\"a\",\"object\":\"thing\",\"amou", StandardOpenOption.APPEND);
        try (Ledger again = open()) {
            assertThat(amount(again, "a")).contains(1L);
            again.transact(work -> work.save(thing("b").set("amount", 2)));
        }
        try (Ledger third = open()) {
            assertThat(amount(third, "b")).contains(2L);
        }
    }

    @Test
    void sayingNoToOneTooManyNamesTheWayOut() {
        try (Ledger ledger = Ledger.open(file, Clock.systemUTC(), 2)) {
            ledger.transact(work -> work.save(thing("a")));
            ledger.transact(work -> work.save(thing("b")));
            assertThatThrownBy(() -> ledger.transact(work -> work.save(thing("c"))))
                    .isInstanceOf(LedgerFull.class)
                    .hasMessageContaining("data/stripe");
            assertThat(ledger.<Resource>transact(work -> work.save(thing("a").set("amount", 3)))
                            .number("amount"))
                    .as("what is there may still change")
                    .isEqualTo(3);
        }
    }

    @Test
    void oldEventsMakeRoomForNewOnes() {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 51; i++) {
                ledger.transact(work -> {
                    Resource thing = work.save(thing("a"));
                    for (int j = 0; j < 100; j++) {
                        work.event("thing.created", thing);
                    }
                    return true;
                });
            }
            assertThat(ledger.<Integer>transact(work -> work.ids("event").size()))
                    .isEqualTo(5_000);
        }
        try (Ledger again = open()) {
            assertThat(again.<Integer>transact(work -> work.ids("event").size()))
                    .isEqualTo(5_000);
        }
    }

    @Test
    void itsOwnFieldsNeverLeave() {
        assertThat(thing("a").set("_card", "x").sent().toString()).doesNotContain("_card");
    }

    private Ledger open() {
        return Ledger.open(file, Clock.systemUTC());
    }

    private static Resource thing(String id) {
        return Resource.of("thing", id, 0);
    }

    private static Optional<Long> amount(Ledger ledger, String id) {
        return ledger.transact(work -> work.find(id).map(thing -> thing.number("amount")));
    }
}
