package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.ReviewId;
import io.aula.social.comment.Hold;
import io.aula.social.review.HeldReviews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Reviews that are reported, and those of whoever is suspended: who sees them, and what their course is rated by meanwhile. */
final class ReviewModerationTest extends SocialTestServer {
    private static final String COURSE = """
            query($r: [_Any!]!) { _entities(representations: $r) { ... on Course {
              rating { average count } reviews(sort: NEWEST, first: 50) { nodes { id watchedRatio } } } } }""";
    private static final String OWN = """
            query($r: [_Any!]!) { _entities(representations: $r) { ... on Course { viewerReview { id visibility hold { rule url } } } } }""";
    private static final String MAY = """
            query($r: [_Any!]!) { _entities(representations: $r) { ... on Course { viewerMayReview } } }""";
    private static final String ENTITY = """
            query($r: [_Any!]!) { _entities(representations: $r) { ... on Review { id stars bodyMarkdown } } }""";
    private static final String REVIEW = """
            mutation($input: ReviewCourseInput!) { reviewCourse(input: $input) {
              review { id } userErrors { __typename code ... on ModerationError { rule appealUrl } } } }""";
    private static final String WITHDRAW = "mutation($id: ID!) { deleteReview(id: $id) { userErrors { code } } }";
    private static final String REPORT = """
            mutation($input: ReportInput!) { report(input: $input) { report { id } userErrors { code } } }""";
    private static final String RESOLVE = """
            mutation($id: ID!, $uphold: Boolean!) { resolveReport(id: $id, uphold: $uphold) {
              report { status isOutOfSight } userErrors { code } } }""";
    private static final String APPEAL = """
            mutation($id: ID!) { appealReport(id: $id, text: "It is true.") { report { status } userErrors { code } } }""";
    private static final String ONE = """
            query($id: ID!) { report(id: $id) { text target { __typename ... on Review { id stars course { id } } } } }""";
    private static final String TOLD = "{ notifications(first: 5) { nodes { kind target { ... on Report { id } } } } }";

    private final String author = Ids.next("usr");
    private final String moderator = "moderator~" + Ids.next("usr");
    private final String another = "moderator~" + Ids.next("usr");
    private String course = "";

    @Autowired
    private HeldReviews held;

    @BeforeEach
    void isInACourse() {
        course = course();
        join(author);
    }

    private void join(String person) {
        String id = Ids.next("enr");
        Map<String, ?> data = Map.of("enrollmentId", id, "userId", person, "courseId", course, "status", "ACTIVE");
        tell("enrollment.changed", id, 1, data);
        eventually(() ->
                entity(person, MAY, "Course", course).path("viewerMayReview").asBoolean());
    }

    private JsonNode entity(@Nullable String reader, String query, String type, String id) {
        return graphql(reader, query, Map.of("r", List.of(Map.of("__typename", type, "id", id))))
                .at("/data/_entities/0");
    }

    private JsonNode review(String person, int stars, String body) {
        Map<String, Object> input = Map.of("courseId", course, "stars", stars, "bodyMarkdown", body);
        return graphql(person, REVIEW, Map.of("input", input)).at("/data/reviewCourse");
    }

    private String reviewed(String person, int stars, String body) {
        return review(person, stars, body).at("/review/id").asString();
    }

    private String report(String person, String target) {
        return graphql(person, REPORT, Map.of("input", Map.of("targetId", target, "reason", "HARASSMENT")))
                .at("/data/report/report/id")
                .asString("");
    }

    private String reported(String target, int people) {
        return IntStream.range(0, people)
                .mapToObj(i -> report(Ids.next("usr"), target))
                .toList()
                .getLast();
    }

    private JsonNode resolve(String by, String report, boolean uphold) {
        return graphql(by, RESOLVE, Map.of("id", report, "uphold", uphold)).at("/data/resolveReport");
    }

    private List<String> shown() {
        return ids(entity(null, COURSE, "Course", course).at("/reviews/nodes"));
    }

    /** How many reviews count, and what they come to. */
    private String rating() {
        JsonNode rating = entity(null, COURSE, "Course", course).path("rating");
        return rating.path("count").asInt() + ": "
                + (rating.path("average").isNull()
                        ? "-"
                        : rating.path("average").asString());
    }

    private JsonNode hold() {
        return entity(author, OWN, "Course", course).at("/viewerReview/hold");
    }

    private String standing(String reader) {
        return entity(reader, OWN, "Course", course)
                .at("/viewerReview/visibility")
                .asString("");
    }

    @Test
    void aReviewThatThreePeopleReportIsHeldAndDoesNotCountUntilItIsDecided() {
        String other = Ids.next("usr");
        join(other);
        reviewed(other, 5, "Good");
        String id = reviewed(author, 1, "The teacher is a fool");
        reported(id, 2);
        assertThat(shown()).contains(id);
        String report = reported(id, 1);

        assertThat(shown()).hasSize(1).doesNotContain(id);
        assertThat(rating()).isEqualTo("1: 5.0");
        assertThat(standing(author)).isEqualTo("HELD");
        assertThat(hold().path("rule").asString()).as("why, to its author").isEqualTo("HARASSMENT");
        assertThat(hold().path("url").asString()).isEqualTo("/moderation/" + report);
        assertThat(entity(null, ENTITY, "Review", id).isNull()).isTrue();
        assertThat(entity(moderator, ENTITY, "Review", id).path("stars").asInt())
                .isOne();
        JsonNode seen = graphql(moderator, ONE, Map.of("id", report)).at("/data/report");
        assertThat(seen.at("/target/__typename").asString()).isEqualTo("Review");
        assertThat(seen.at("/target/course/id").asString()).isEqualTo(course);
        assertThat(seen.path("text").asString()).isEqualTo("★\n\nThe teacher is a fool");
        eventually(() -> graphql(author, TOLD, Map.of())
                .at("/data/notifications/nodes/0/target/id")
                .asString("")
                .equals(report));

        resolve(moderator, report, false);
        assertThat(shown()).contains(id);
        assertThat(hold().isNull()).isTrue();
        assertThat(rating()).isEqualTo("2: 3.0");
    }

    @Test
    void aTeacherHidesNoReviewOfTheirOwnCourseByReportingItAndAModeratorDoes() {
        String id = reviewed(author, 1, "Poor");
        assertThat(report(ANA, id)).startsWith("rep_");
        assertThat(shown()).contains(id);
        report(moderator, id);
        assertThat(shown()).isEmpty();
    }

    @Test
    void whatIsUpheldOfAReviewIsGoneAndItsAuthorIsToldWhyAndMayObject() {
        String id = reviewed(author, 2, "Rude words");
        String report = reported(id, 1);
        assertThat(resolve(moderator, report, true).at("/report/isOutOfSight").asBoolean())
                .isTrue();
        assertThat(standing(author)).isEqualTo("REMOVED");
        assertThat(rating()).isEqualTo("0: -");
        JsonNode error = review(author, 5, "Other words").at("/userErrors/0");
        assertThat(error.path("__typename").asString()).isEqualTo("ModerationError");
        assertThat(error.path("appealUrl").asString()).isEqualTo("/moderation/" + report);
        assertThat(graphql(author, APPEAL, Map.of("id", report))
                        .at("/data/appealReport/report/status")
                        .asString())
                .isEqualTo("APPEALED");
        resolve(another, report, false);
        assertThat(shown()).contains(id);
        assertThat(rating()).isEqualTo("1: 2.0");
    }

    @Test
    void oneTakesBackOnesOwnReviewAlsoWhileItIsHeldAndNobodyBringsItBack() {
        String id = reviewed(author, 3, "Hm");
        String report = reported(id, 3);
        assertThat(graphql(author, WITHDRAW, Map.of("id", id))
                        .at("/data/deleteReview/userErrors")
                        .isEmpty())
                .isTrue();
        resolve(moderator, report, false);
        assertThat(shown()).isEmpty();
        assertThat(graphql(moderator, ONE, Map.of("id", report))
                        .at("/data/report/target")
                        .isNull())
                .isTrue();
    }

    @Test
    void whatASuspendedPersonThinksCountsNoMoreUntilTheyAreBack() {
        String id = reviewed(author, 2, "Before");
        String report = reported(id, 3);
        suspend(true, 5);
        resolve(moderator, report, false);
        eventually(() -> standing(author).equals("HELD") && rating().equals("0: -"));
        suspend(false, 6);
        eventually(() -> shown().contains(id) && rating().equals("1: 2.0"));

        String again = reported(id, 1);
        resolve(moderator, again, true);
        suspend(true, 7);
        suspend(false, 8);
        join(Ids.next("usr")); // heard behind both
        assertThat(standing(author)).as("a report's word stays").isEqualTo("REMOVED");
    }

    private void suspend(boolean isSuspended, long version) {
        Map<String, Object> data = new HashMap<>(Map.of("userId", author, "handle", "h", "locale", "es"));
        data.put("suspended", isSuspended);
        tell("user.updated", author, version, data);
    }

    @Test
    void whatIsHeldTwiceIsHeldOnceAndGivenBackByWhoeverTookItAlone() {
        ReviewId id = new ReviewId(reviewed(author, 4, "Twice"));
        ReportId mine = ReportId.next();
        held.hold(id, Hold.of(mine, "SPAM"));
        held.hold(id, Hold.of(mine, "SPAM"));
        assertThat(rating()).isEqualTo("0: -");
        held.restore(id, ReportId.next());
        assertThat(shown()).isEmpty();
        held.restore(id, mine);
        held.restore(id, mine);
        assertThat(rating()).isEqualTo("1: 4.0");
    }

    @Test
    void aTokenWithoutTheScopeSeesNoReviewThatIsOutOfSightNorWhoMayReviewNorWhomOneBlocks() {
        reported(reviewed(author, 3, "Hidden"), 3);
        assertThat(standing(author)).isEqualTo("HELD");
        assertThat(standing("community~" + author)).isEqualTo("HELD");
        assertThat(standing("graph~" + author)).isEmpty();
        List<String> refused = new ArrayList<>();
        Map<String, String> fields = Map.of("viewerMayReview", "Course " + course, "viewerBlocks", "User " + ANA);
        fields.forEach((field, of) -> {
            String[] what = of.split(" ");
            String query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on %s { %s } } }"
                    .formatted(what[0], field);
            JsonNode answer = graphql(
                    "graph~" + author, query, Map.of("r", List.of(Map.of("__typename", what[0], "id", what[1]))));
            refused.add(answer.at("/errors/0/extensions/code").asString(""));
        });
        assertThat(refused).containsExactly("INSUFFICIENT_SCOPE", "INSUFFICIENT_SCOPE");
    }

    @Test
    void ofWhomNobodyToldHowMuchTheyHaveWatchedItIsNotSaidThatItIsNothing() {
        reviewed(author, 3, "Who knows");
        assertThat(entity(null, COURSE, "Course", course)
                        .at("/reviews/nodes/0/watchedRatio")
                        .isNull())
                .isTrue();
    }
}
