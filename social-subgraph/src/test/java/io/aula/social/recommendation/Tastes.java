package io.aula.social.recommendation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Made-up people with tastes: each likes one to three of 40 subjects and mostly takes what is well known in them. The same numbers give
 * the same people.
 *
 * @param taken for each person the numbers of their courses, the latest last
 * @param follows pairs of people
 */
record Tastes(int courses, List<List<Integer>> taken, List<int[]> follows) {
    private static final int SUBJECTS = 40;
    private static final double AT_HOME = 0.85;

    static Tastes of(int people, int courses, int enrollments, int follows, long seed) {
        Random random = new Random(seed);
        List<List<Integer>> bySubject = new ArrayList<>();
        for (int i = 0; i < SUBJECTS; i++) {
            bySubject.add(new ArrayList<>());
        }
        for (int course = 0; course < courses; course++) {
            bySubject.get(random.nextInt(SUBJECTS)).add(course);
        }
        List<List<Integer>> taken = new ArrayList<>();
        List<List<Integer>> likes = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            List<Integer> liked = liked(random);
            likes.add(liked);
            taken.add(taken(random, liked, bySubject, courses, enrollments / people));
        }
        return new Tastes(courses, taken, follows(random, likes, follows));
    }

    private static List<Integer> liked(Random random) {
        Set<Integer> liked = new TreeSet<>();
        int many = 1 + random.nextInt(3);
        while (liked.size() < many) {
            liked.add(random.nextInt(SUBJECTS));
        }
        List<Integer> all = new ArrayList<>(liked);
        Collections.shuffle(all, random);
        return all;
    }

    private static List<Integer> taken(
            Random random, List<Integer> liked, List<List<Integer>> bySubject, int courses, int mean) {
        int many = Math.max(4, (int) (mean * (0.4 + 1.2 * random.nextDouble())));
        Set<Integer> taken = new LinkedHashSet<>();
        while (taken.size() < many) {
            List<Integer> subject = bySubject.get(liked.get(random.nextInt(liked.size())));
            taken.add(
                    random.nextDouble() < AT_HOME && !subject.isEmpty()
                            ? subject.get(wellKnown(random, subject.size()))
                            : wellKnown(random, courses));
        }
        return List.copyOf(taken);
    }

    /** The first ones far more often than the last ones, as with everything people choose. */
    private static int wellKnown(Random random, int of) {
        return (int) (of * Math.pow(random.nextDouble(), 2.2));
    }

    private static List<int[]> follows(Random random, List<List<Integer>> likes, int many) {
        Set<Long> known = new LinkedHashSet<>();
        List<int[]> follows = new ArrayList<>();
        while (follows.size() < many) {
            int one = random.nextInt(likes.size());
            int other = random.nextInt(likes.size());
            boolean isAlike = !Collections.disjoint(likes.get(one), likes.get(other));
            if (one != other && (isAlike || random.nextInt(20) == 0) && known.add((long) one << 32 | other)) {
                follows.add(new int[] {one, other});
                if (random.nextInt(3) == 0 && follows.size() < many && known.add((long) other << 32 | one)) {
                    follows.add(new int[] {other, one});
                }
            }
        }
        return follows;
    }

    /** When the person took their n-th course: the latest yesterday, each before it some days earlier. */
    Instant at(int person, int nth, Instant now) {
        return now.minus(Duration.ofDays(1L + 5L * (taken.get(person).size() - 1 - nth)));
    }
}
