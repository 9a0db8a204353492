package io.aula.social.recommendation;

import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** What recommendations are measured against, over the same courses that people took: popularity, chance, and item-kNN by cosine. */
final class Yardsticks {
    private static final int NEIGHBOURS = 50;

    private final int courses;
    private final int[] learners;
    private final List<Integer> byPopularity;
    private final List<Map<Integer, Double>> alike = new ArrayList<>();

    Yardsticks(int courses, List<List<Integer>> taken) {
        this.courses = courses;
        this.learners = new int[courses];
        taken.forEach(each -> each.forEach(course -> learners[course]++));
        this.byPopularity = IntStream.range(0, courses)
                .boxed()
                .sorted(Comparator.comparing((Integer course) -> -learners[course])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Map<Integer, Integer>> together = new ArrayList<>();
        IntStream.range(0, courses).forEach(course -> together.add(new HashMap<>()));
        for (List<Integer> each : taken) {
            for (int one : each) {
                for (int other : each) {
                    if (one != other) {
                        together.get(one).merge(other, 1, Integer::sum);
                    }
                }
            }
        }
        for (int one = 0; one < courses; one++) {
            alike.add(nearest(one, together.get(one)));
        }
    }

    private Map<Integer, Double> nearest(int one, Map<Integer, Integer> together) {
        Map<Integer, Double> nearest = new HashMap<>();
        together.entrySet().stream()
                .map(other -> Map.entry(
                        other.getKey(),
                        other.getValue() / Math.sqrt((double) learners[one] * learners[other.getKey()])))
                .sorted(Comparator.comparing((Map.Entry<Integer, Double> other) -> -other.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(NEIGHBOURS)
                .forEach(other -> nearest.put(other.getKey(), other.getValue()));
        return nearest;
    }

    List<Integer> popular(List<Integer> taken, int most) {
        Set<Integer> known = new HashSet<>(taken);
        return byPopularity.stream()
                .filter(course -> !known.contains(course))
                .limit(most)
                .toList();
    }

    List<Integer> random(List<Integer> taken, int most, Random random) {
        Set<Integer> known = new HashSet<>(taken);
        return random.ints(0, courses)
                .boxed()
                .filter(course -> !known.contains(course))
                .distinct()
                .limit(most)
                .collect(toList());
    }

    List<Integer> itemKnn(List<Integer> taken, int most) {
        Set<Integer> known = new HashSet<>(taken);
        Map<Integer, Double> scores = new HashMap<>();
        taken.forEach(course -> alike.get(course).forEach((other, score) -> scores.merge(other, score, Double::sum)));
        return scores.entrySet().stream()
                .filter(score -> !known.contains(score.getKey()))
                .sorted(Comparator.comparing((Map.Entry<Integer, Double> score) -> -score.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
