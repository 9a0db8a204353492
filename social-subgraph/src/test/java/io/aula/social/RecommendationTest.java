package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What one is recommended, and why; what one does not want; and taking no part in it. */
final class RecommendationTest extends SocialTestServer {
    private static final String RECOMMENDED = """
            { recommendedCourses(first: 100) { course { id } reason support score
                because { __typename ... on Course { id } ... on User { id } } } }""";
    private static final String FOLLOW = "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }";
    private static final String DISMISS = """
            mutation($id: ID!, $on: Boolean!) { dismissRecommendation(courseId: $id, on: $on) { courseId userErrors { code } } }""";
    private static final String TAKE_PART = """
            mutation($yes: Boolean!) { setRecommendationPreference(takesPart: $yes) { preference { takesPart } } }""";

    /** Of one's own what was recommended for this course; missing when it was not. */
    private JsonNode recommended(String me, String course) {
        for (JsonNode each : graphql(me, RECOMMENDED, Map.of()).at("/data/recommendedCourses")) {
            if (each.at("/course/id").asString().equals(course)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private boolean isFor(String me, String course, String reason) {
        return recommended(me, course).path("reason").asString("").equals(reason);
    }

    private void join(String user, String course) {
        String id = Ids.next("enr");
        tell(
                "enrollment.created",
                id,
                1,
                Map.of(
                        "enrollmentId",
                        id,
                        "userId",
                        user,
                        "courseId",
                        course,
                        "source",
                        "FREE",
                        "at",
                        Instant.now().toString()));
    }

    private void befriend(String one, String other) {
        graphql(one, FOLLOW, Map.of("id", other));
        graphql(other, FOLLOW, Map.of("id", one));
    }

    /** Three people took both courses. */
    private void pair(String x, String y) {
        for (int i = 0; i < 3; i++) {
            String learner = Ids.next("usr");
            join(learner, x);
            join(learner, y);
        }
    }

    /** As a message of another version, or of a test, could have left it. */
    @Test
    void aCourseWithAnIdThatIsNoneHoldsUpNoOther() {
        Stores.graph()
                .executableQuery("MERGE (c:Course {id: 'no id'}) SET c.touched = 1")
                .execute();
        String mine = course();
        String beside = course();
        pair(mine, beside);
        String me = person();
        join(me, mine);
        eventually(() -> isFor(me, beside, "ALSO_SEEN"));
    }

    @Test
    void whatOthersSawBesideOnesOwnCoursesIsRecommendedBecauseOfThem() {
        String me = person();
        String mine = course();
        String beside = course();
        pair(mine, beside);
        join(me, mine);
        eventually(() -> isFor(me, beside, "ALSO_SEEN"));
        JsonNode found = recommended(me, beside);
        assertThat(found.path("support").asInt()).isEqualTo(3);
        assertThat(found.path("because").path(0).path("__typename").asString()).isEqualTo("Course");
        assertThat(ids(found.path("because"))).containsExactly(mine);
        assertThat(recommended(me, mine).isMissingNode()).isTrue();
    }

    @Test
    void whatSomebodyTakesIsAReasonForThemAloneWhoFollowEachOther() {
        String me = person();
        String friend = person();
        String onlyFollowed = person();
        String theirs = course();
        String otherCourse = course();
        befriend(me, friend);
        graphql(me, FOLLOW, Map.of("id", onlyFollowed));
        join(onlyFollowed, otherCourse);
        join(friend, theirs);
        eventually(() -> isFor(me, theirs, "FOLLOWED_PERSON"));
        assertThat(ids(recommended(me, theirs).path("because"))).containsExactly(friend);
        assertThat(isFor(me, otherCourse, "FOLLOWED_PERSON")).isFalse();
    }

    @Test
    void whatWasDismissedIsGoneForGoodAndComesBackWhenThatIsTakenBack() {
        String me = person();
        String mine = course();
        String beside = course();
        pair(mine, beside);
        join(me, mine);
        eventually(() -> isFor(me, beside, "ALSO_SEEN"));
        for (int twice = 0; twice < 2; twice++) {
            assertThat(graphql(me, DISMISS, Map.of("id", beside, "on", true))
                            .at("/data/dismissRecommendation/courseId")
                            .asString())
                    .isEqualTo(beside);
        }
        assertThat(recommended(me, beside).isMissingNode()).isTrue();
        graphql(me, DISMISS, Map.of("id", beside, "on", false));
        assertThat(isFor(me, beside, "ALSO_SEEN")).isTrue();
        for (String none : List.of(Ids.next("crs"), "nonsense", "crs_1}) DETACH DELETE (n")) {
            assertThat(graphql(me, DISMISS, Map.of("id", none, "on", true))
                            .at("/data/dismissRecommendation/userErrors/0/code")
                            .asString())
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void whoTakesNoPartIsNobodysReasonAndIsToldWhatAnybodyIs() {
        String me = person();
        String friend = person();
        String theirs = course();
        befriend(me, friend);
        join(friend, theirs);
        eventually(() -> isFor(me, theirs, "FOLLOWED_PERSON"));
        graphql(friend, TAKE_PART, Map.of("yes", false));
        assertThat(isFor(me, theirs, "FOLLOWED_PERSON")).isFalse();
        assertThat(graphql(friend, "{ recommendationPreference { takesPart } }", Map.of())
                        .at("/data/recommendationPreference/takesPart")
                        .asBoolean(true))
                .isFalse();
        graphql(friend, RECOMMENDED, Map.of())
                .at("/data/recommendedCourses")
                .forEach(each -> assertThat(each.path("reason").asString()).isEqualTo("TRENDING"));
        graphql(friend, TAKE_PART, Map.of("yes", true));
        assertThat(isFor(me, theirs, "FOLLOWED_PERSON")).isTrue();
    }

    @Test
    void whoTakesNoPartCountsForNoCourseThatIsAlsoSeen() {
        String apart = person();
        graphql(apart, TAKE_PART, Map.of("yes", false));
        String x = course();
        String y = course();
        for (String learner : List.of(Ids.next("usr"), Ids.next("usr"), apart)) {
            join(learner, x);
            join(learner, y);
        }
        graphql(apart, TAKE_PART, Map.of("yes", true));
        eventually(() -> entity("Course", x).path("alsoSeen").size() == 1);
        graphql(apart, TAKE_PART, Map.of("yes", false));
        eventually(() -> entity("Course", x).path("alsoSeen").isEmpty());
    }

    @Test
    void whatManyJoinedOfLateIsShownToAnybody() {
        String course = course();
        for (int i = 0; i < 6; i++) {
            join(Ids.next("usr"), course);
        }
        String trending =
                "{ trendingCourses(locale: \"es-MX\", first: 100) { course { id } reason because { __typename } support } }";
        eventually(() -> {
            for (JsonNode each : graphql(null, trending, Map.of()).at("/data/trendingCourses")) {
                if (each.at("/course/id").asString().equals(course)) {
                    return each.path("support").asInt() == 6
                            && each.path("because").isEmpty();
                }
            }
            return false;
        });
    }

    @Test
    void whatManyJoinedInAnotherLanguageOrIsNoLongerThereTakesNobodysPlace() {
        Stores.graph().executableQuery("""
                        UNWIND range(1, 101) AS n
                        UNWIND [['ARCHIVED', 'es'], ['PUBLISHED', 'fr']] AS kind
                        CREATE (c:Course {id: 'crs_crowd' + kind[1] + n, status: kind[0], locale: kind[1]})
                        WITH c UNWIND range(1, 8) AS m
                        CREATE (:User {id: 'usr_crowd' + c.id + m})-[:ENROLLED {at: datetime()}]->(c)""").execute();
        try {
            String course = course();
            for (int i = 0; i < 6; i++) {
                join(Ids.next("usr"), course);
            }
            String trending = "{ trendingCourses(locale: \"es\", first: 100) { course { id } } }";
            eventually(() -> graphql(null, trending, Map.of())
                    .at("/data/trendingCourses")
                    .toString()
                    .contains(course));
        } finally {
            Stores.graph()
                    .executableQuery(
                            "MATCH (u:User)-[:ENROLLED]->(c:Course) WHERE c.id STARTS WITH 'crs_crowd' DETACH DELETE u, c")
                    .execute();
        }
    }

    @Test
    void peopleAreSuggestedWhomThoseFollowWhomOneFollows() {
        String me = person();
        String followed = person();
        String theirs = person();
        String apart = person();
        graphql(me, FOLLOW, Map.of("id", followed));
        graphql(followed, FOLLOW, Map.of("id", theirs));
        graphql(followed, FOLLOW, Map.of("id", apart));
        graphql(followed, FOLLOW, Map.of("id", me));
        graphql(apart, TAKE_PART, Map.of("yes", false));
        String suggested = "{ suggestedPeople(first: 8) { id } }";
        assertThat(ids(graphql(me, suggested, Map.of()).at("/data/suggestedPeople")))
                .containsExactly(theirs);
        graphql(me, FOLLOW, Map.of("id", theirs));
        assertThat(ids(graphql(me, suggested, Map.of()).at("/data/suggestedPeople")))
                .isEmpty();
    }

    @Test
    void withoutTheScopeNothingOfOnesOwnIsTold() {
        assertThat(graphql("community~" + Ids.next("usr"), RECOMMENDED, Map.of())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INSUFFICIENT_SCOPE");
        assertThat(graphql(null, RECOMMENDED, Map.of())
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("UNAUTHENTICATED");
    }
}
