package io.aula.social.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.UserId;
import io.aula.social.SocialTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.Plan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * How good recommendations are, by leaving out what people took last, and how long they take: {@code bin/bench recommend}. The tastes are
 * made up and always the same, the graph is the real one of the tests; all of it on one machine, the asking too.
 */
class RecommendBench extends SocialTestServer {
    private static final int PEOPLE = number("AULA_BENCH_PEOPLE", 10_000);
    private static final int COURSES = number("AULA_BENCH_COURSES", 2_000);
    private static final int ENROLLMENTS = number("AULA_BENCH_ENROLLMENTS", 200_000);
    private static final int FOLLOWS = number("AULA_BENCH_FOLLOWS", 100_000);
    private static final int ASKED = Math.min(1_000, PEOPLE / 2);
    private static final int AT_TEN = 10;
    private static final int BATCH = 5_000;
    private static final Duration REFRESHED = Duration.ofMinutes(5);
    private static final Path PLANS = Path.of("src/test/resources/plans/recommendation");

    private static final String RECOMMENDED =
            "{ recommendedCourses(first: 10) { course { id } score reason because { __typename } } }";
    private static final String FEED = "{ feed(first: 20) { nodes { id kind actor { id } course { id } } } }";

    @Autowired
    private Driver driver;

    @Autowired
    private RecommendationService service;

    @Autowired
    private MongoOperations mongo;

    private final Instant now = Instant.now();

    private static int number(String name, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(name, String.valueOf(otherwise)));
    }

    private static void report(String line, Object... values) {
        System.out.println("BENCH " + String.format(Locale.ROOT, line, values));
    }

    @Test
    void figures() throws IOException, InterruptedException {
        Tastes all = Tastes.of(PEOPLE, COURSES, ENROLLMENTS, FOLLOWS, 16);
        List<List<Integer>> known = new ArrayList<>(all.taken());
        IntStream.range(0, ASKED)
                .forEach(person -> known.set(
                        person, known.get(person).subList(0, known.get(person).size() - 1)));
        long began = System.nanoTime();
        load(all, known);
        loadActivity(all);
        report(
                "%d learners, %d courses, %d enrollments, %d follows: in the graph in %d s",
                PEOPLE,
                COURSES,
                known.stream().mapToInt(List::size).sum(),
                all.follows().size(),
                seconds(began));
        refresh();
        ranking(all, known);
        waits("recommendations", RECOMMENDED);
        boolean isReal = System.getenv("AULA_MONGODB_URI") != null;
        waits(isReal ? "feed" : "feed, on the stand-in for MongoDB, which has no indexes", FEED);
        plans();
        Runtime memory = Runtime.getRuntime();
        report("memory of the service, with its tests: %d MB", (memory.totalMemory() - memory.freeMemory()) >> 20);
    }

    private static long seconds(long began) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }

    private static String person(int number) {
        return "usr_01BENCH%019d".formatted(number);
    }

    private static String course(int number) {
        return "crs_01BENCH%019d".formatted(number);
    }

    private void load(Tastes tastes, List<List<Integer>> taken) {
        run(
                "UNWIND $rows AS row CREATE (:User {id: row.id, v: 1, handle: row.id, locale: 'es'})",
                rows(PEOPLE, number -> Map.of("id", person(number))));
        run(
                "UNWIND $rows AS row CREATE (:Course {id: row.id, v: 1, status: 'PUBLISHED', locale: 'es', slug: row.id})",
                rows(COURSES, number -> Map.of("id", course(number))));
        List<Map<String, ?>> joined = new ArrayList<>();
        for (int who = 0; who < taken.size(); who++) {
            for (int nth = 0; nth < taken.get(who).size(); nth++) {
                joined.add(Map.of(
                        "u", person(who),
                        "c", course(taken.get(who).get(nth)),
                        "at", tastes.at(who, nth, now).atZone(ZoneOffset.UTC)));
            }
        }
        run("""
                UNWIND $rows AS row MATCH (u:User {id: row.u}) MATCH (c:Course {id: row.c})
                CREATE (u)-[:ENROLLED {at: row.at, status: 'ACTIVE', statusV: 1, v: 1}]->(c) SET c.touched = timestamp()""", joined);
        run(
                """
                UNWIND $rows AS row MATCH (a:User {id: row.a}) MATCH (b:User {id: row.b})
                CREATE (a)-[:FOLLOWS {since: timestamp()}]->(b)""",
                tastes.follows().stream()
                        .<Map<String, ?>>map(pair -> Map.of("a", person(pair[0]), "b", person(pair[1])))
                        .toList());
        // somebody whom everybody follows makes nothing slower for others
        run("""
                UNWIND $rows AS row MATCH (a:User {id: row.id}) MATCH (b:User {id: '%s'}) WHERE a <> b
                MERGE (a)-[f:FOLLOWS]->(b) ON CREATE SET f.since = timestamp()""".formatted(person(PEOPLE - 1)), rows(PEOPLE, number -> Map.of("id", person(number))));
    }

    /** What each took last, as those who follow them back are shown it. */
    private void loadActivity(Tastes tastes) {
        insert(
                "access_courses",
                COURSES,
                number -> new Document("_id", course(number))
                        .append("status", "PUBLISHED")
                        .append("staff", List.of())
                        .append("v", 1L));
        insert(
                "access_enrollments",
                PEOPLE,
                who -> new Document("_id", "enr_01BENCH%019d".formatted(who))
                        .append("userId", person(who))
                        .append("courseId", course(tastes.taken().get(who).getLast()))
                        .append("status", "ACTIVE")
                        .append("v", 1L));
        insert(
                "activity",
                PEOPLE,
                who -> new Document("_id", "act_01BENCH%019d".formatted(who))
                        .append("source", person(who))
                        .append("kind", "FOLLOWED_ENROLLED")
                        .append("actor", person(who))
                        .append("courseId", course(tastes.taken().get(who).getLast()))
                        .append("at", Date.from(now.minusSeconds(who))));
    }

    private void insert(String collection, int many, IntFunction<Document> document) {
        List<Document> all = IntStream.range(0, many).mapToObj(document).toList();
        for (int at = 0; at < many; at += BATCH) {
            mongo.insert(all.subList(at, Math.min(many, at + BATCH)), collection);
        }
    }

    private static List<Map<String, ?>> rows(int many, IntFunction<Map<String, ?>> row) {
        return IntStream.range(0, many).<Map<String, ?>>mapToObj(row).toList();
    }

    private void run(String statement, List<Map<String, ?>> rows) {
        for (int at = 0; at < rows.size(); at += BATCH) {
            driver.executableQuery(statement)
                    .withParameters(Map.of("rows", rows.subList(at, Math.min(rows.size(), at + BATCH))))
                    .execute();
        }
    }

    /** By the service's own rounds. */
    private void refresh() throws InterruptedException {
        long began = System.nanoTime();
        while (driver.executableQuery("MATCH (c:Course) WHERE c.touched IS NOT NULL RETURN count(c) AS n")
                        .execute()
                        .records()
                        .getFirst()
                        .get("n")
                        .asInt()
                > 0) {
            assertThat(seconds(began)).as("also-seen is not refreshed in time").isLessThan(REFRESHED.toSeconds());
            TimeUnit.MILLISECONDS.sleep(200);
        }
        report("also-seen of all courses: refreshed in %d s (wanted: 60)", seconds(began));
    }

    private void ranking(Tastes all, List<List<Integer>> known) {
        Yardsticks yardsticks = new Yardsticks(COURSES, known);
        Random random = new Random(7);
        report("%-12s %8s %8s %9s", "of " + ASKED, "hits@10", "NDCG@10", "coverage");
        double[] ours = score(
                "ours",
                all,
                who -> service.recommended(new UserId(person(who)), AT_TEN).stream()
                        .map(each -> Integer.parseInt(each.course().text().substring("crs_01BENCH".length())))
                        .toList());
        double[] popular = score("popularity", all, who -> yardsticks.popular(known.get(who), AT_TEN));
        score("random", all, who -> yardsticks.random(known.get(who), AT_TEN, random));
        double[] itemKnn = score("item-kNN", all, who -> yardsticks.itemKnn(known.get(who), AT_TEN));
        report(
                "wanted: hits not below item-kNN: %s; coverage at least twice popularity's: %s",
                ours[0] >= itemKnn[0] ? "yes" : "NO", ours[1] >= 2 * popular[1] ? "yes" : "NO");
    }

    private static double[] score(String name, Tastes all, IntFunction<List<Integer>> recommender) {
        int hits = 0;
        double gain = 0;
        Set<Integer> covered = new HashSet<>();
        for (int who = 0; who < ASKED; who++) {
            List<Integer> shown = recommender.apply(who);
            covered.addAll(shown);
            int place = shown.indexOf(all.taken().get(who).getLast());
            if (place >= 0) {
                hits++;
                gain += Math.log(2) / Math.log(place + 2.0);
            }
        }
        double coverage = (double) covered.size() / COURSES;
        report("%-12s %8.3f %8.3f %8.1f%%", name, (double) hits / ASKED, gain / ASKED, 100 * coverage);
        return new double[] {(double) hits / ASKED, coverage};
    }

    /** Over HTTP, one after another, warm. */
    private void waits(String name, String query) {
        IntStream.range(0, ASKED / 2).forEach(who -> graphql(person(who), query, Map.of()));
        double[] millis = IntStream.range(0, ASKED)
                .mapToDouble(who -> {
                    long began = System.nanoTime();
                    assertThat(graphql(person(PEOPLE - 1 - who), query, Map.of())
                                    .has("errors"))
                            .isFalse();
                    return (System.nanoTime() - began) / 1e6;
                })
                .sorted()
                .toArray();
        report(
                "%s: median %.1f ms, 99 of 100 below %.1f ms (wanted: 30)",
                name, millis[millis.length / 2], millis[millis.length * 99 / 100]);
    }

    /** What the server does for each statement of a request, kept as text: {@code -Dgolden.update} writes it anew. */
    private void plans() throws IOException {
        Map<String, Object> parameters = new HashMap<>(Map.of("me", person(1), "limit", 100));
        parameters.put("since", now.minus(Duration.ofDays(90)).atZone(ZoneOffset.UTC));
        parameters.put("language", "es");
        for (Map.Entry<String, String> statement : Candidates.STATEMENTS.entrySet()) {
            Plan plan = driver.executableQuery("PROFILE " + statement.getValue())
                    .withParameters(parameters)
                    .execute()
                    .summary()
                    .profile();
            String text = text(plan, 0);
            Path golden = PLANS.resolve(statement.getKey() + ".txt");
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(PLANS);
                Files.writeString(golden, text);
            }
            boolean isSame = Files.exists(golden) && Files.readString(golden).equals(text);
            report("plan of %s: %s", statement.getKey(), isSame ? "as kept" : "ANOTHER than " + golden + "\n" + text);
            assertThat(text).doesNotContain("AllNodesScan", "CartesianProduct");
        }
    }

    private static String text(Plan plan, int depth) {
        StringBuilder text =
                new StringBuilder("  ".repeat(depth) + plan.operatorType().split("@")[0] + "\n");
        plan.children().forEach(child -> text.append(text(child, depth + 1)));
        return text.toString();
    }
}
