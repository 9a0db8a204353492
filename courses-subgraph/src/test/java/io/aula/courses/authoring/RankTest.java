package io.aula.courses.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankTest {
    @Test
    void standsBetweenItsNeighboursWhereverItIsPut() {
        Random random = new Random(7);
        List<String> ranks = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int at = random.nextInt(ranks.size() + 1);
            String before = at == 0 ? null : ranks.get(at - 1);
            String after = at == ranks.size() ? null : ranks.get(at);
            ranks.add(at, Rank.between(before, after));
        }
        assertThat(ranks).isSorted().doesNotHaveDuplicates().noneMatch(rank -> rank.endsWith("0"));
    }

    @Test
    void goesOnAtTheTopAndAtTheBottom() {
        String top = Rank.between(null, null);
        String bottom = top;
        for (int i = 0; i < 200; i++) {
            String higher = Rank.between(null, top);
            String lower = Rank.between(bottom, null);
            assertThat(higher).isLessThan(top);
            assertThat(lower).isGreaterThan(bottom);
            top = higher;
            bottom = lower;
        }
    }

    @Test
    void manyInARowStandEvenlyApartAndHaveRoomBetweenThem() {
        for (int count : new int[] {1, 2, 61, 62, 1_000}) {
            List<String> ranks = Rank.spread(count);
            assertThat(ranks).hasSize(count).isSorted().doesNotHaveDuplicates();
            assertThat(ranks).allMatch(rank -> rank.length() <= 3 && !rank.isEmpty() && !rank.endsWith("0"));
            for (int i = 1; i < count; i++) {
                assertThat(Rank.between(ranks.get(i - 1), ranks.get(i))).isBetween(ranks.get(i - 1), ranks.get(i));
            }
        }
    }

    @Test
    void refusesNeighboursInTheWrongOrder() {
        assertThatThrownBy(() -> Rank.between("b", "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
