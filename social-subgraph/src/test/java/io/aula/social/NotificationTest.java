package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What people are told, and what they are not.
 *
 * <p>Long, because each source of news is tried with whoever it concerns and whoever it does not.
 */
final class NotificationTest extends SocialTestServer {
    private static final int KINDS = 12;

    /** As in the test server's settings. */
    private static final int MOST_IN_GROUP = 15;

    private static final String LIST = """
            query($unread: Boolean!, $first: Int!, $after: String) {
              notifications(unreadOnly: $unread, first: $first, after: $after) {
                unreadCount pageInfo { hasNextPage endCursor }
                nodes { id kind actorCount count readAt createdAt actors { id }
                  target { __typename ... on Comment { id } ... on Thread { id title } ... on Lesson { id } ... on User { id } } } } }""";
    private static final String READ =
            "mutation($ids: [ID!], $until: DateTime) { markNotificationsRead(ids: $ids, allBefore: $until) {"
                    + " unreadCount userErrors { code } } }";
    private static final String PREFER =
            "mutation($input: NotificationPreferenceInput!) { setNotificationPreference(input: $input) {"
                    + " preference { kind inApp } userErrors { code } } }";
    private static final String PREFERENCES = "{ notificationPreferences { kind inApp } }";
    private static final String CREATE = """
            mutation($input: CreateThreadInput!) { createThread(input: $input) { thread { id } userErrors { code } } }""";
    private static final String POST = """
            mutation($input: AddCommentInput!) { addComment(input: $input) { comment { id } userErrors { code path } } }""";
    private static final String ACCEPT =
            "mutation($thread: ID!, $comment: ID) { acceptAnswer(threadId: $thread, commentId: $comment) { userErrors { code } } }";
    private static final String FOLLOW = "mutation($id: ID!) { follow(userId: $id) { userErrors { code } } }";
    private static final String DELETE = "mutation($id: ID!) { deleteComment(id: $id) { userErrors { code } } }";
    private static final String ENTITY =
            "query($r: [_Any!]!) { _entities(representations: $r) { ... on Notification { id kind } } }";
    private static final String LIVE =
            "subscription { notificationReceived { unreadCount notification { id kind readAt target { __typename } } } }";

    private JsonNode list(String token, boolean unread, int first, @Nullable String after) {
        Map<String, @Nullable Object> variables = new HashMap<>(Map.of("unread", unread, "first", first));
        variables.put("after", after);
        JsonNode answer = graphql(token, LIST, variables);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/notifications");
    }

    private List<JsonNode> told(String token) {
        return nodes(list(token, false, 50, null));
    }

    private List<JsonNode> told(String token, String kind) {
        return told(token).stream()
                .filter(node -> node.path("kind").asString().equals(kind))
                .toList();
    }

    private static List<JsonNode> nodes(JsonNode connection) {
        return StreamSupport.stream(connection.path("nodes").spliterator(), false)
                .toList();
    }

    private int unread(String token) {
        return list(token, false, 0, null).path("unreadCount").asInt();
    }

    /** One consumer takes one event after another: what was told before this is done. */
    private void settle() {
        eventually(() -> pending() == 0);
        String marker = Ids.next("usr");
        tellFollow(Ids.next("usr"), marker, Instant.now());
        eventually(() -> !told(marker).isEmpty());
    }

    /** The same of what everybody in a course is told, which has a consumer of its own. */
    private void settleCourses() {
        eventually(() -> pending() == 0);
        String marker = Ids.next("usr");
        String course = course();
        String lesson = Ids.next("les");
        join(marker, course);
        know(course, lesson, null);
        eventually(() -> isOpen(marker, lesson));
        publishLesson(course, lesson, Map.of());
        eventually(() -> !told(marker).isEmpty());
    }

    private void publishLesson(String course, String lesson, Map<String, ?> more) {
        Map<String, Object> data = new HashMap<>(Map.of("lessonId", lesson, "courseId", course));
        data.putAll(Map.of("pos", 1, "durationMs", 61000));
        data.putAll(more);
        tell("lesson.published", lesson, 2, data);
    }

    private void tellFollow(String follower, String followed, Instant at) {
        tell(
                "follow.created",
                follower,
                1,
                Map.of("followerId", follower, "followedId", followed, "at", at.toString()));
    }

    private JsonNode read(String token, @Nullable List<String> ids, @Nullable String until) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("ids", ids);
        variables.put("until", until);
        return graphql(token, READ, variables).at("/data/markNotificationsRead");
    }

    private void enrolled(String enrollment, String person, String course, String status, long version) {
        tell(
                "enrollment.changed",
                enrollment,
                version,
                Map.of("enrollmentId", enrollment, "userId", person, "courseId", course, "status", status));
    }

    private boolean isIn(String person, String course) {
        String query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course {"
                + " threads(first: 0) { totalCount } } } }";
        return !graphql(person, query, Map.of("r", List.of(Map.of("__typename", "Course", "id", course))))
                .at("/data/_entities/0/threads")
                .isNull();
    }

    private String join(String person, String course) {
        String enrollment = Ids.next("enr");
        enrolled(enrollment, person, course, "ACTIVE", 1);
        eventually(() -> isIn(person, course));
        return enrollment;
    }

    private void leave(String enrollment, String person, String course) {
        enrolled(enrollment, person, course, "WITHDRAWN", 2);
        eventually(() -> !isIn(person, course));
    }

    private String thread(String author, String course) {
        Map<String, Object> input = new HashMap<>(Map.of("idempotencyKey", Ids.next("key"), "courseId", course));
        input.putAll(Map.of("kind", "QUESTION", "title", "Why is it so?", "bodyMarkdown", "I wonder."));
        return graphql(author, CREATE, Map.of("input", input))
                .at("/data/createThread/thread/id")
                .asString();
    }

    private String post(String author, String thread, String body, Map<String, ?> more) {
        Map<String, Object> input =
                new HashMap<>(Map.of("idempotencyKey", Ids.next("key"), "threadId", thread, "bodyMarkdown", body));
        input.putAll(more);
        JsonNode answer = graphql(author, POST, Map.of("input", input));
        String id = answer.at("/data/addComment/comment/id").asString("");
        assertThat(id).as(answer.toString()).startsWith("cmt_");
        return id;
    }

    private String named(String handle) {
        String id = Ids.next("usr");
        tell("user.registered", id, 1, Map.of("userId", id, "handle", handle, "locale", "es"));
        eventually(() -> knowsUser(id));
        return id;
    }

    private static String handle() {
        return "h" + Ids.next("x").substring(10).toLowerCase(Locale.ROOT);
    }

    @Test
    void answersAreOneNotificationUntilItIsRead() {
        String author = Ids.next("usr");
        String lesson = lesson();
        String asked =
                add(author, "k", lesson, "Why?", Map.of()).at("/comment/id").asString();
        List<String> answers = IntStream.range(0, 13)
                .mapToObj(i -> write(lesson, "because " + i, Map.of("parentId", asked)))
                .toList();
        add(author, "own", lesson, "I see", Map.of("parentId", asked));
        eventually(() -> told(author).size() == 1
                && told(author).getFirst().path("count").asInt() == 13);

        JsonNode one = told(author).getFirst();
        assertThat(one.path("kind").asString()).isEqualTo("REPLY");
        assertThat(one.path("actorCount").asInt()).isEqualTo(13);
        assertThat(one.path("actors").size()).isEqualTo(3);
        assertThat(one.at("/target/__typename").asString()).isEqualTo("Comment");
        assertThat(one.at("/target/id").asString()).isEqualTo(answers.getLast());
        assertThat(one.path("readAt").isNull()).isTrue();
        assertThat(unread(author)).isOne();

        JsonNode payload = read(author, List.of(one.path("id").asString()), null);
        assertThat(payload.path("unreadCount").asInt()).isZero();
        assertThat(told(author).getFirst().path("readAt").isNull()).isFalse();

        write(lesson, "one more", Map.of("parentId", asked));
        eventually(() -> told(author).size() == 2);
        assertThat(told(author).getFirst().path("count").asInt()).isOne();
        assertThat(nodes(list(author, true, 50, null))).hasSize(1);
    }

    @Test
    void toldTwiceAndInAnyOrderItIsTheSame() {
        String author = Ids.next("usr");
        String lesson = lesson();
        String asked =
                add(author, "k", lesson, "Why?", Map.of()).at("/comment/id").asString();
        List<String> answers = IntStream.range(0, 5)
                .mapToObj(i -> write(lesson, "because " + i, Map.of("parentId", asked)))
                .toList();
        eventually(() -> told(author).size() == 1
                && told(author).getFirst().path("count").asInt() == 5);
        JsonNode before = told(author).getFirst();

        List<String> shuffled = new ArrayList<>(answers.reversed());
        shuffled.addAll(answers);
        Instant earlier = Instant.now().minus(Duration.ofDays(1));
        for (String answer : shuffled) {
            Map<String, @Nullable Object> data =
                    new HashMap<>(Map.of("commentId", answer, "lessonId", lesson, "authorId", Ids.next("usr")));
            data.putAll(Map.of("parentId", asked, "parentAuthorId", author, "at", earlier.toString()));
            tell("comment.created", answer, 1, data);
        }
        settle();
        assertThat(told(author)).containsExactly(before);

        read(author, null, Instant.now().toString());
        Map<String, @Nullable Object> again =
                new HashMap<>(Map.of("commentId", answers.getFirst(), "lessonId", lesson, "authorId", "usr_x"));
        again.putAll(Map.of("parentId", asked, "parentAuthorId", author, "at", earlier.toString()));
        tell("comment.created", answers.getFirst(), 1, again);
        settle();
        assertThat(told(author)).hasSize(1);
        assertThat(unread(author)).isZero();
    }

    @Test
    void theOrderOfTheEventsDoesNotMatter() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        List<Instant> moments =
                IntStream.range(0, 4).mapToObj(i -> yesterday.plusSeconds(i)).toList();
        List<String> followers = moments.stream().map(at -> Ids.next("usr")).toList();
        String one = Ids.next("usr");
        String other = Ids.next("usr");
        for (int i : new int[] {0, 1, 2, 3}) {
            tellFollow(followers.get(i), one, moments.get(i));
        }
        for (int i : new int[] {2, 0, 3, 1, 2}) {
            tellFollow(followers.get(i), other, moments.get(i));
        }
        settle();
        JsonNode first = told(one).getFirst();
        JsonNode second = told(other).getFirst();
        assertThat(ids(first.path("actors")))
                .isEqualTo(ids(second.path("actors")))
                .isEqualTo(followers.reversed().subList(0, 3));
        for (String field : List.of("count", "actorCount", "createdAt", "target", "kind")) {
            assertThat(second.path(field)).as(field).isEqualTo(first.path(field));
        }
    }

    @Test
    void aGroupThatIsFullTakesNoMoreUntilItIsRead() {
        String famous = Ids.next("usr");
        for (int i = 0; i < MOST_IN_GROUP + 3; i++) {
            tellFollow(Ids.next("usr"), famous, Instant.now());
        }
        settle();
        assertThat(told(famous)).hasSize(1);
        assertThat(told(famous).getFirst().path("count").asInt()).isEqualTo(MOST_IN_GROUP);
        read(famous, null, Instant.now().plusSeconds(60).toString());
        tellFollow(Ids.next("usr"), famous, Instant.now());
        settle();
        assertThat(told(famous)).hasSize(2);
        assertThat(unread(famous)).isOne();
    }

    @Test
    void eachHearsOfAPostOnceByWhatConcernsThemMost() {
        String asker = Ids.next("usr");
        String answerer = Ids.next("usr");
        String handle = handle();
        String called = named(handle);
        String strangersHandle = handle();
        String stranger = named(strangersHandle);
        String gone = Ids.next("usr");
        String latecomer = Ids.next("usr");
        String course = course();
        join(asker, course);
        join(answerer, course);
        join(latecomer, course);
        join(called, course);
        String enrollment = join(gone, course);
        String thread = thread(asker, course);
        String answer = post(answerer, thread, "Because.", Map.of());
        post(gone, thread, "I do not care.", Map.of());
        settle();
        leave(enrollment, gone, course);
        assertThat(told(asker, "POST")).hasSize(1);
        assertThat(told(answerer, "POST")).hasSize(1);
        assertThat(told(asker, "POST").getFirst().at("/target/id").asString()).isEqualTo(thread);

        String words = "As @" + handle + " and @" + strangersHandle + " know";
        String last = post(latecomer, thread, words, Map.of("parentId", answer));
        eventually(() -> !told(called).isEmpty());
        settle();
        assertThat(told(answerer, "REPLY")).hasSize(1);
        assertThat(told(answerer, "REPLY").getFirst().at("/target/id").asString())
                .isEqualTo(last);
        assertThat(told(answerer, "POST").getFirst().path("count").asInt()).isOne();
        assertThat(told(called)).hasSize(1);
        assertThat(told(called).getFirst().path("kind").asString()).isEqualTo("MENTION");
        assertThat(told(asker, "POST").getFirst().path("count").asInt()).isEqualTo(3);
        assertThat(told(stranger)).isEmpty();
        assertThat(told(gone)).as("who left").isEmpty();

        Map<String, @Nullable Object> late = new HashMap<>(Map.of("commentId", answer, "threadId", thread));
        late.putAll(Map.of("courseId", course, "authorId", answerer, "threadAuthorId", asker));
        late.put("at", Instant.now().toString());
        tell("thread.posted", answer, 1, late);
        settle();
        assertThat(told(latecomer).stream()
                        .filter(node -> node.at("/target/id").asString().equals(thread)))
                .as("who came later to the thread")
                .isEmpty();
        assertThat(told(latecomer).stream()
                        .filter(node -> node.at("/target/id").asString().equals(last)))
                .as("one's own")
                .isEmpty();
    }

    @Test
    void whoseAnswerIsAcceptedAndWhoIsFollowedIsTold() {
        String asker = person();
        String answerer = person();
        String course = course();
        join(asker, course);
        join(answerer, course);
        String thread = thread(asker, course);
        String answer = post(answerer, thread, "Because.", Map.of());
        graphql(asker, ACCEPT, Map.of("thread", thread, "comment", answer));
        eventually(() -> told(answerer, "ANSWER").size() == 1);
        JsonNode accepted = told(answerer, "ANSWER").getFirst();
        assertThat(ids(accepted.path("actors"))).containsExactly(asker);
        assertThat(accepted.at("/target/id").asString()).isEqualTo(answer);

        graphql(asker, FOLLOW, Map.of("id", answerer));
        eventually(() -> told(answerer, "FOLLOW").size() == 1);
        assertThat(told(answerer, "FOLLOW").getFirst().at("/target/id").asString())
                .isEqualTo(asker);
    }

    @Test
    void whoKeepsAVideoIsToldOnceWhatCameOfEachWorkOnIt() {
        String owner = Ids.next("usr");
        String video = Ids.next("vid");
        String job = Ids.next("job");
        tellSettled(owner, video, job, 2, "VIDEO", "FAILED");
        tellSettled(owner, video, job, 2, "VIDEO", "FAILED");
        tellSettled(owner, video, job, 3, "VIDEO", "READY");
        tellSettled(owner, video, Ids.next("job"), 1, "CAPTIONS", "READY");
        tellSettled(owner, video, Ids.next("job"), 1, "CHAPTERS", "READY");
        settle();
        assertThat(told(owner).stream().map(node -> node.path("kind").asString()))
                .containsExactlyInAnyOrder("VIDEO_FAILED", "VIDEO_READY", "CAPTIONS_READY");
        JsonNode ready = told(owner, "VIDEO_READY").getFirst();
        assertThat(ready.path("count").asInt()).isOne();
        assertThat(ready.at("/target/__typename").asString()).isEqualTo("Video");
        assertThat(told(owner, "VIDEO_FAILED").getFirst().path("count").asInt())
                .as("told twice")
                .isOne();
    }

    private void tellSettled(String owner, String video, String job, long version, String work, String outcome) {
        Map<String, Object> data = new HashMap<>(Map.of("videoId", video, "jobId", job, "ownerId", owner));
        data.putAll(Map.of("work", work, "outcome", outcome, "at", Instant.now().toString()));
        tell("video.settled", job, version, data);
    }

    @Test
    void whoIsInACourseIsToldOfItsNewLessonsAndWhoLeftIsNot() {
        String learner = Ids.next("usr");
        String gone = Ids.next("usr");
        String course = course();
        String enrollment = join(learner, course);
        leave(join(gone, course), gone, course);
        String lesson = Ids.next("les");
        String next = Ids.next("les");
        String later = Ids.next("les");
        know(course, lesson, null);
        know(course, next, null);
        know(course, later, Instant.now().plus(Duration.ofDays(1)));
        eventually(() -> isOpen(null, lesson) && isOpen(null, next) && isOpen(ANA, later));
        for (String each : List.of(lesson, next, lesson)) {
            publishLesson(course, each, Map.of());
        }
        publishLesson(course, later, Map.of("isNew", false));
        settleCourses();
        assertThat(told(learner)).hasSize(1);
        JsonNode one = told(learner).getFirst();
        assertThat(one.path("kind").asString()).isEqualTo("NEW_LESSON");
        assertThat(one.path("count").asInt()).isEqualTo(2);
        assertThat(one.path("actorCount").asInt()).isZero();
        assertThat(one.at("/target/__typename").asString()).isEqualTo("Lesson");
        assertThat(told(gone)).isEmpty();

        leave(enrollment, learner, course);
        for (String each : List.of(lesson, next)) {
            tell("lesson.changed", each, 2, lessonOf(course, each, Map.of("isFreePreview", false)));
            eventually(() -> !isOpen(null, each));
        }
        assertThat(told(learner).getFirst().path("target").isNull()).isTrue();
    }

    private void know(String course, String lesson, @Nullable Instant releaseAt) {
        Map<String, @Nullable Object> otherwise = new HashMap<>();
        otherwise.put("releaseAt", releaseAt == null ? null : releaseAt.toString());
        tell("lesson.changed", lesson, 1, lessonOf(course, lesson, otherwise));
    }

    @Test
    void aLessonWhoseDayHasComeIsNewsThoughThatItWasMovedIsHeardOfLater() {
        String learner = Ids.next("usr");
        String course = course();
        String lesson = Ids.next("les");
        join(learner, course);
        know(course, lesson, Instant.now().plus(Duration.ofDays(1)));
        eventually(() -> isOpen(ANA, lesson));
        publishLesson(course, lesson, Map.of("isNew", true));
        eventually(() -> told(learner, "NEW_LESSON").size() == 1);
    }

    @Test
    void aLessonThatIsShownAgainWithItsCourseIsNoNews() {
        String learner = Ids.next("usr");
        String course = course();
        String old = Ids.next("les");
        join(learner, course);
        know(course, old, null);
        eventually(() -> isOpen(learner, old));
        publishLesson(course, old, Map.of("isNew", false));
        settleCourses();
        assertThat(told(learner)).isEmpty();
        publishLesson(course, old, Map.of("isNew", true));
        eventually(() -> told(learner, "NEW_LESSON").size() == 1);
    }

    @Test
    void whatACoursesStaffAnnounceIsToldToEverybodyInItAndNobodyElseAnnounces() {
        String learner = Ids.next("usr");
        String gone = Ids.next("usr");
        String unwilling = Ids.next("usr");
        String course = course();
        join(learner, course);
        join(unwilling, course);
        leave(join(gone, course), gone, course);
        eventually(() -> isIn(ANA, course));
        graphql(unwilling, PREFER, Map.of("input", Map.of("kind", "ANNOUNCEMENT", "inApp", false)));
        assertThat(begin(learner, course, "ANNOUNCEMENT", "Listen")
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        String announcement = begin(ANA, course, "ANNOUNCEMENT", "Tomorrow we begin.")
                .at("/thread/id")
                .asString();
        eventually(() -> told(learner).size() == 1);
        settleCourses();
        JsonNode one = told(learner).getFirst();
        assertThat(one.path("kind").asString()).isEqualTo("ANNOUNCEMENT");
        assertThat(one.at("/target/id").asString()).isEqualTo(announcement);
        assertThat(one.at("/actors/0/id").asString()).isEqualTo(ANA);
        assertThat(told(gone)).isEmpty();
        assertThat(told(unwilling)).isEmpty();
        assertThat(told(ANA, "ANNOUNCEMENT")).isEmpty();

        begin(ANA, course, "ANNOUNCEMENT", "It has begun.");
        eventually(() -> told(learner).getFirst().path("count").asInt() == 2);
    }

    private JsonNode begin(String author, String course, String kind, String body) {
        Map<String, Object> input = new HashMap<>(Map.of("idempotencyKey", Ids.next("key"), "courseId", course));
        input.putAll(Map.of("kind", kind, "title", "What is to say", "bodyMarkdown", body));
        return graphql(author, CREATE, Map.of("input", input)).at("/data/createThread");
    }

    @Test
    void whoIsCalledWhereAThreadBeginsIsToldUnlessTheyAreNotInTheCourse() {
        String handle = handle();
        String called = named(handle);
        String strangersHandle = handle();
        String stranger = named(strangersHandle);
        String asker = Ids.next("usr");
        String course = course();
        join(asker, course);
        join(called, course);
        String thread = begin(asker, course, "QUESTION", "@" + handle + " or @" + strangersHandle + ", do you know?")
                .at("/thread/id")
                .asString();
        eventually(() -> told(called, "MENTION").size() == 1);
        assertThat(told(called).getFirst().at("/target/id").asString()).isEqualTo(thread);
        settle();
        assertThat(told(stranger)).isEmpty();
        assertThat(told(asker)).isEmpty();
    }

    @Test
    void whoWantsWhatTheyNeverTurnedOffStillHasPreferences() {
        String person = Ids.next("usr");
        graphql(person, PREFER, Map.of("input", Map.of("kind", "FOLLOW", "inApp", true)));
        JsonNode answer = graphql(person, PREFERENCES, Map.of());
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        assertThat(answer.at("/data/notificationPreferences")).hasSize(KINDS);
    }

    @Test
    void aKindThatSomebodyDoesNotWantIsNotToldUntilTheyDo() {
        String person = Ids.next("usr");
        assertThat(graphql(person, PREFERENCES, Map.of()).at("/data/notificationPreferences"))
                .hasSize(KINDS)
                .allMatch(each -> each.path("inApp").asBoolean());
        for (boolean isWanted : new boolean[] {false, true}) {
            JsonNode set = graphql(person, PREFER, Map.of("input", Map.of("kind", "FOLLOW", "inApp", isWanted)));
            assertThat(set.at("/data/setNotificationPreference/preference/inApp")
                            .asBoolean(!isWanted))
                    .isEqualTo(isWanted);
            tellFollow(Ids.next("usr"), person, Instant.now());
            settle();
            assertThat(told(person)).hasSize(isWanted ? 1 : 0);
        }
    }

    @Test
    void nobodyReadsOrMarksWhatOthersAreTold() {
        String person = Ids.next("usr");
        String nosy = Ids.next("usr");
        tellFollow(nosy, person, Instant.now());
        settle();
        String id = told(person).getFirst().path("id").asString();
        Map<String, ?> asked = Map.of("r", List.of(Map.of("__typename", "Notification", "id", id)));
        assertThat(graphql(nosy, ENTITY, asked).at("/data/_entities/0").isNull())
                .isTrue();
        assertThat(graphql(null, ENTITY, asked).at("/data/_entities/0").isNull())
                .isTrue();
        assertThat(graphql(person, ENTITY, asked).at("/data/_entities/0/id").asString())
                .isEqualTo(id);
        read(nosy, List.of(id), null);
        assertThat(unread(person)).isOne();
        assertThat(graphql("graph~" + person, LIST, Map.of("unread", false, "first", 1))
                        .toString())
                .contains("INSUFFICIENT_SCOPE");
        assertThat(read(person, null, null).at("/userErrors/0/code").asString()).isEqualTo("INVALID_INPUT");
        assertThat(read(person, List.of(id), Instant.now().toString())
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void aListIsReadPageByPageTheLatestFirst() {
        String author = Ids.next("usr");
        String lesson = lesson();
        for (int i = 0; i < 3; i++) {
            String asked = add(author, "k" + i, lesson, "Why " + i, Map.of())
                    .at("/comment/id")
                    .asString();
            write(lesson, "because", Map.of("parentId", asked));
        }
        eventually(() -> told(author).size() == 3);
        List<String> all =
                told(author).stream().map(node -> node.path("id").asString()).toList();
        JsonNode first = list(author, false, 2, null);
        JsonNode second = list(author, false, 2, first.at("/pageInfo/endCursor").asString());
        List<String> paged = new ArrayList<>(ids(first.path("nodes")));
        paged.addAll(ids(second.path("nodes")));
        assertThat(paged).isEqualTo(all);
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void whatWasTakenBackIsPointedToNoMore() {
        String author = Ids.next("usr");
        String replier = Ids.next("usr");
        String lesson = lesson();
        String asked =
                add(author, "k", lesson, "Why?", Map.of()).at("/comment/id").asString();
        String answer = add(replier, "k", lesson, "never mind", Map.of("parentId", asked))
                .at("/comment/id")
                .asString();
        eventually(() -> told(author).size() == 1);
        graphql(replier, DELETE, Map.of("id", answer));
        assertThat(told(author).getFirst().path("target").isNull()).isTrue();
    }

    @Test
    void whoseAccountIsErasedIsToldNothingAndNamedNowhere() {
        String erased = person();
        String friend = person();
        String other = Ids.next("usr");
        tellFollow(friend, erased, Instant.now());
        tellFollow(erased, friend, Instant.now());
        tellFollow(erased, other, Instant.now());
        tellFollow(friend, other, Instant.now());
        graphql(erased, PREFER, Map.of("input", Map.of("kind", "MENTION", "inApp", false)));
        settle();
        assertThat(told(erased)).hasSize(1);
        assertThat(told(other).getFirst().path("actorCount").asInt()).isEqualTo(2);

        tell("user.deleted", erased, 9, Map.of("userId", erased));
        eventually(() -> told(erased).isEmpty() && told(friend).isEmpty());
        assertThat(ids(told(other).getFirst().path("actors"))).containsExactly(friend);
        eventually(() -> graphql(erased, PREFERENCES, Map.of())
                .at("/data/notificationPreferences")
                .toString()
                .contains("\"MENTION\",\"inApp\":true"));

        tellFollow(friend, erased, Instant.now());
        tellFollow(erased, friend, Instant.now());
        settle();
        assertThat(told(erased)).isEmpty();
        assertThat(told(friend)).isEmpty();
    }

    @Test
    void whatIsOlderThanItIsKeptGoesAway() {
        String person = Ids.next("usr");
        tellFollow(Ids.next("usr"), person, Instant.now().minus(Duration.ofDays(181)));
        settle();
        eventually(() -> told(person).isEmpty());
    }

    /** Collects the messages of one socket. */
    private static final class Inbox implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    @Test
    void whatIsNewAndWhatWasReadElsewhereIsSeenAtOnce() throws InterruptedException {
        String person = Ids.next("usr");
        Inbox inbox = new Inbox();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(address("ws", "/graphql"), inbox)
                .join();
        Map<String, ?> payload = Map.of("authorization", "Bearer " + person);
        socket.sendText(json.writeValueAsString(Map.of("type", "connection_init", "payload", payload)), true)
                .join();
        assertThat(inbox.messages.poll(20, TimeUnit.SECONDS)).contains("connection_ack");
        socket.sendText(
                        json.writeValueAsString(
                                Map.of("type", "subscribe", "id", "1", "payload", Map.of("query", LIVE))),
                        true)
                .join();
        assertThat(inbox.messages.poll(20, TimeUnit.SECONDS))
                .as("how it stands, at the beginning")
                .contains("\"unreadCount\":0", "\"notification\":null");
        tellFollow(Ids.next("usr"), Ids.next("usr"), Instant.now());
        tellFollow(Ids.next("usr"), person, Instant.now());
        assertThat(inbox.messages.poll(20, TimeUnit.SECONDS))
                .contains("\"unreadCount\":1", "\"kind\":\"FOLLOW\"", "\"__typename\":\"User\"");

        read(person, null, Instant.now().plusSeconds(60).toString());
        assertThat(inbox.messages.poll(20, TimeUnit.SECONDS)).contains("\"unreadCount\":0", "\"notification\":null");
        socket.abort();
    }
}
