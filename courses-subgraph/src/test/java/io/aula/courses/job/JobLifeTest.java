package io.aula.courses.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.aula.courses.Promises;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of a job that does not end well, as its teacher and an administrator see it; the worker is played by the test. Long,
 * because each sentence is a job's whole life over the same few helpers.
 */
class JobLifeTest extends CoursesTestServer {
    /** Whoever uploads more than three films a day is urgent no more: the teacher of other tests is not to be that one. */
    private static final String UPLOADER = "usr_01TESTTEACHER000000000000J";

    private static final String QUEUE = "media.transcode.interactive";

    private final Promises promises = new Promises();

    @Autowired
    private LeftoverSweeper sweeper;

    @Autowired
    private JobQueues queues;

    @Autowired
    private Claims claims;

    @Autowired
    private MeterRegistry meters;

    private record Work(String video, String job) {}

    @Test
    void aJobThatFailedIsGivenToNobodyBeforeItsTimeAndKeepsItsCause() {
        Work work = upload();
        long fence = granted(work, 1);
        postpone(work, fence, 60, "INTERNAL", "the media process was ended by SIGSEGV");
        eventually(
                "the wait", () -> claim(work, false).path("reason").asString().equals("POSTPONED"));
        assertThat(claim(work, true).path("reason").asString()).isEqualTo("POSTPONED");
        JsonNode waiting = seen(work);
        assertThat(waiting.path("state").asString()).isEqualTo("WAITING");
        assertThat(waiting.at("/cause/message").asString()).isEqualTo("the media process was ended by SIGSEGV");
        assertThat(Instant.parse(waiting.path("nextTryAt").asString()))
                .isBetween(Instant.now().plusSeconds(40), Instant.now().plusSeconds(61));
        timeIsUp(work);
        assertThat(granted(work, 2)).isEqualTo(fence + 1);
        assertThat(seen(work).at("/cause/message").asString()).isEqualTo("the media process was ended by SIGSEGV");
    }

    @Test
    void aReportOfAnEarlierHolderPostponesNothing() {
        Work work = upload();
        long fence = granted(work, 1);
        postpone(work, fence - 1, 60, "INTERNAL", "late");
        progress(work, fence, 10);
        eventually("the step", () -> seen(work).path("percent").asDouble() == 10);
        assertThat(seen(work).path("state").asString()).isEqualTo("RUNNING");
        assertThat(seen(work).path("cause").isNull()).isTrue();
    }

    @Test
    void aJobThatIsHandedBackMayGoOnAtOnceAndThatWasNoTry() {
        Work work = upload();
        long fence = granted(work, 1);
        tell(
                "media.postponed",
                work,
                fence,
                data -> data.put("retryInSeconds", 0).remove(List.of("code", "message")));
        eventually("it waits", () -> seen(work).path("state").asString().equals("WAITING"));
        granted(work, 1);
    }

    /** Its message was given back too often, so the broker has put it with the dead. */
    @Test
    void aJobThatIsHandedBackAndThatNobodyComesForIsAnnouncedAgain() {
        Work work = upload();
        long fence = granted(work, 1);
        tell(
                "media.postponed",
                work,
                fence,
                data -> data.put("retryInSeconds", 0).remove(List.of("code", "message")));
        eventually("it waits", () -> seen(work).path("state").asString().equals("WAITING"));
        sql.update(
                "update courses.media_job set not_before = not_before - interval '2 minutes' where id = ?", work.job());
        claims.reclaim();
        assertThat(arrives(queueOf(work), "\"version\":" + (fence + 1), work.job()))
                .isTrue();
    }

    @Test
    void aMessageThatCameBackTooOftenIsSeenWithItsCauseHoweverOftenOneLooks() {
        String poison = "kills whoever takes it " + key();
        String queue = "media.subtitles.bulk";
        rabbit.send(
                "",
                queue,
                MessageBuilder.withBody(poison.getBytes(StandardCharsets.UTF_8)).build());
        eventually("the letter", () -> {
            rabbit.execute(channel -> {
                for (var taken = channel.basicGet(queue, false); taken != null; taken = null) {
                    channel.basicNack(taken.getEnvelope().getDeliveryTag(), false, true);
                }
                return null;
            });
            return letter(poison) != null;
        });
        for (int looks = 0; looks < 25; looks++) {
            assertThat(letter(poison).path("cause").asString()).isEqualTo("delivery_limit");
        }
        assertThat(letter(poison).path("queue").asString()).isEqualTo(queue);
    }

    @Test
    void fiveTriesInVainEndAJobWithItsLastCauseAndAnAdministratorReplaysIt() {
        Work work = upload();
        for (int tries = 1; tries <= 5; tries++) {
            long fence = granted(work, tries);
            postpone(work, fence, 60, "STORAGE", "the object store cannot be reached, " + tries);
            eventually("the wait", () -> seen(work).path("state").asString().equals("WAITING"));
            timeIsUp(work);
        }
        assertThat(claim(work, false).path("reason").asString()).isEqualTo("TOO_MANY_ATTEMPTS");
        JsonNode dead = seen(work);
        assertThat(dead.path("state").asString()).isEqualTo("FAILED");
        assertThat(dead.at("/cause/code").asString()).isEqualTo("STORAGE");
        assertThat(dead.at("/cause/message").asString()).endsWith(", 5");
        assertThat(dead.at("/video/processing/failure/retryable").asBoolean()).isTrue();
        assertThat(settled(work.video())).as("its teacher hears of it").containsExactly("VIDEO FAILED");

        JsonNode replayed = admin("replayMediaJob", work.job());
        assertThat(replayed.at("/job/state").asString()).isEqualTo("WAITING");
        assertThat(arrives(queueOf(work), "\"version\":7", work.job())).isTrue();
        granted(work, 1);
        assertThat(codes(admin("replayMediaJob", work.job()))).containsExactly("NOT_DEAD");
    }

    @Test
    void aWorkerThatIsKilledAgainAndAgainEndsNoJobThatGetsOn() {
        Work work = upload();
        for (int killed = 1; killed <= 8; killed++) {
            long fence = granted(work, 1);
            progress(work, fence, killed * 10);
            double percent = killed * 10;
            eventually("the step", () -> seen(work).path("percent").asDouble() == percent);
        }
    }

    @Test
    void aDroppedJobIsWorkedOnByNobody() {
        Work work = upload();
        long fence = granted(work, 1);
        assertThat(admin("dropMediaJob", work.job()).at("/job/state").asString())
                .isEqualTo("CANCELLED");
        String told = sql.queryForObject(
                "select payload::text from courses.outbox where subject = ? and topic = 'media.dropped'",
                String.class,
                work.job());
        assertThat(promises.broken("media.dropped", told)).isEmpty();
        assertThat(json.readTree(told).at("/data/jobId").asString()).isEqualTo(work.job());
        tell("video.ready", work, fence, data -> data.put("durationMs", 1_000));
        assertThat(claim(work, true).path("reason").asString()).isEqualTo("CANCELLED");
        assertThat(codes(admin("dropMediaJob", work.job()))).containsExactly("IS_OVER");
        assertThat(codes(admin("dropMediaJob", "job_nonsense"))).containsExactly("NOT_FOUND");
    }

    @Test
    void aFileThatWasRefusedIsNotTriedAgainAndOneThatMayHealIs() {
        Work refused = upload();
        tell(
                "video.failed",
                refused,
                granted(refused, 1),
                data -> data.put("code", "CORRUPT_FILE").put("retryable", false));
        eventually("the failure", () -> seen(refused).path("state").asString().equals("FAILED"));
        assertThat(codes(retry(refused, null))).containsExactly("WOULD_FAIL_AGAIN");
        assertThat(codes(retry(refused, "TRANSCRIBE"))).containsExactly("NOT_PLAYABLE");

        Work healing = upload();
        tell(
                "video.failed",
                healing,
                granted(healing, 1),
                data -> data.put("code", "STORAGE").put("retryable", true));
        eventually("the failure", () -> seen(healing).path("state").asString().equals("FAILED"));
        assertThat(codes(retry(healing, null))).isEmpty();
        assertThat(waiting(healing))
                .as("the same job, which knows what it has done")
                .containsExactly(healing.job());
        assertThat(sql.queryForObject("select class from courses.media_job where id = ?", String.class, healing.job()))
                .isEqualTo("BULK");
    }

    @Test
    void aFileIsLookedAtAnewWhereThatIsWanted() {
        Work work = upload();
        tell(
                "video.failed",
                work,
                granted(work, 1),
                data -> data.put("code", "STORAGE").put("retryable", true));
        eventually("the failure", () -> seen(work).path("state").asString().equals("FAILED"));
        assertThat(codes(retry(work, "PROBE"))).isEmpty();
        assertThat(waiting(work)).hasSize(1).doesNotContain(work.job());
    }

    private List<String> waiting(Work work) {
        return sql.queryForList(
                "select id from courses.media_job where video_id = ? and state = 'WAITING' and kind = 'TRANSCODE'",
                String.class,
                work.video());
    }

    @Test
    void oneStepIsDoneAnewWithoutTheOthers() {
        Work work = upload();
        tell("video.ready", work, granted(work, 1), data -> data.put("durationMs", 1_000));
        eventually("the end", () -> seen(work).path("state").asString().equals("DONE"));
        sql.update("update courses.media_job set state = 'DONE' where video_id = ? and kind = 'SPEECH'", work.video());
        assertThat(codes(retry(work, "TRANSCRIBE"))).isEmpty();
        assertThat(sql.queryForList(
                        "select kind from courses.media_job where video_id = ? and state = 'WAITING'",
                        String.class,
                        work.video()))
                .containsExactly("SPEECH");
    }

    @Test
    void aQueueThatNobodyEmptiesIsLateAndIsNoMoreWhenAWorkerComes() {
        sql.update("update courses.media_job set state = 'CANCELLED' where state = 'WAITING' and kind = 'TRANSCODE'");
        Work work = upload();
        assertThat(queue(work).path("isLate").asBoolean()).isFalse();
        sql.update("update courses.media_job set queued_at = now() - interval '1 hour' where id = ?", work.job());
        assertThat(queue(work).path("isLate").asBoolean()).isTrue();
        assertThat(queue(work).path("waiting").asInt()).isEqualTo(1);
        assertThat(queue(work).path("messages").asInt()).isPositive();
        queues.watch();
        assertThat(meters.get("aula.jobs.oldest.seconds")
                        .tag("queue", queueOf(work))
                        .gauge()
                        .value())
                .isGreaterThan(3_500);
        granted(work, 1);
        assertThat(queue(work).path("isLate").asBoolean()).isFalse();
        assertThat(queue(work).path("waiting").asInt()).isZero();
        queues.watch();
        assertThat(meters.get("aula.jobs.waiting")
                        .tag("queue", queueOf(work))
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void aPoisonMessageIsSeenWithItsCauseAndGoesBackWhenItIsReplayed() {
        String poison = "no job at all " + key();
        rabbit.send(
                "aula.dead",
                QUEUE,
                MessageBuilder.withBody(poison.getBytes(StandardCharsets.UTF_8))
                        .setHeader("x-cause", "it is no JSON")
                        .build());
        eventually("the letter", () -> letter(poison) != null);
        JsonNode letter = letter(poison);
        assertThat(letter.path("queue").asString()).isEqualTo(QUEUE);
        assertThat(letter.path("cause").asString()).isEqualTo("it is no JSON");
        JsonNode replayed =
                as(ADMIN, """
            mutation($id: ID!) { replayDeadLetter(id: $id) { deadLetter { queue } userErrors { code } } }
            """, Map.of("id", letter.path("id").asString())).path("replayDeadLetter");
        assertThat(replayed.at("/deadLetter/queue").asString()).isEqualTo(QUEUE);
        assertThat(letter(poison)).isNull();
        assertThat(arrives(QUEUE, poison)).isTrue();
    }

    @Test
    void aDroppedLetterIsGone() {
        String poison = "dropped " + key();
        rabbit.send(
                "aula.dead",
                QUEUE,
                MessageBuilder.withBody(poison.getBytes(StandardCharsets.UTF_8)).build());
        eventually("the letter", () -> letter(poison) != null);
        String mutation = "mutation($id: ID!) { dropDeadLetter(id: $id) { deadLetter { id } userErrors { code } } }";
        Map<String, String> id = Map.of("id", letter(poison).path("id").asString());
        assertThat(codes(as(ADMIN, mutation, id).path("dropDeadLetter"))).isEmpty();
        assertThat(codes(as(ADMIN, mutation, id).path("dropDeadLetter"))).containsExactly("NOT_FOUND");
    }

    @Test
    void onlyAdministratorsSeeAnyOfIt() {
        for (String question : List.of(
                "{ mediaJobs(first: 3) { nodes { id } } }", "{ jobQueues { name } }", "{ deadLetters { id } }")) {
            assertThat(ask(TEACHER, question, Map.of())
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("INSUFFICIENT_SCOPE");
            assertThat(ask(NOBODY, question, Map.of()).path("errors").isEmpty()).isFalse();
        }
    }

    @Test
    void whatJobsLeaveBehindIsRemovedAndCountedAndWhatIsNeededStays() throws IOException {
        Work work = upload();
        long first = granted(work, 1);
        file("media/" + work.video() + "/" + first + "/v360/seg-1.m4s");
        long second = claim(work, true).path("fence").asLong();
        file("media/" + work.video() + "/" + second + "/master.m3u8");
        file("media/work/" + work.job() + "/checkpoint.json");
        tell("video.ready", work, second, data -> data.put("durationMs", 1_000));
        eventually("the end", () -> seen(work).path("state").asString().equals("DONE"));
        sweeper.sweep();
        assertThat(object("media/work/" + work.job() + "/checkpoint.json")).exists();
        sql.update("update courses.media_job set finished_at = now() - interval '2 hours' where id = ?", work.job());
        double before = meters.counter("aula.jobs.swept", "kind", "segment").count();
        sweeper.sweep();
        assertThat(object("media/work/" + work.job() + "/checkpoint.json")).doesNotExist();
        assertThat(object("media/" + work.video() + "/" + first + "/v360/seg-1.m4s"))
                .doesNotExist();
        assertThat(object("media/" + work.video() + "/" + second + "/master.m3u8"))
                .exists();
        assertThat(meters.counter("aula.jobs.swept", "kind", "segment").count()).isGreaterThan(before);
    }

    @Test
    void segmentsThatAKilledWriterLeftInTheMiddleAreRemovedAfterADayAndCounted() throws IOException {
        file(".tmp/" + key());
        sweeper.sweep();
        String left = ".tmp/" + key();
        file(left);
        Files.setLastModifiedTime(object(left), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        double before = meters.counter("aula.jobs.swept", "kind", "part").count();
        sweeper.sweep();
        assertThat(object(left)).doesNotExist();
        assertThat(meters.counter("aula.jobs.swept", "kind", "part").count()).isEqualTo(before + 1);
    }

    @Test
    void whatADeadJobHasDoneStaysForAWeek() throws IOException {
        Work work = upload();
        long fence = granted(work, 1);
        file("media/" + work.video() + "/" + fence + "/v360/seg-1.m4s");
        file("media/work/" + work.job() + "/checkpoint.json");
        tell("video.failed", work, fence, data -> data.put("code", "STORAGE").put("retryable", true));
        eventually("the end", () -> seen(work).path("state").asString().equals("FAILED"));
        sql.update("update courses.media_job set finished_at = now() - interval '6 days' where id = ?", work.job());
        sweeper.sweep();
        assertThat(object("media/" + work.video() + "/" + fence + "/v360/seg-1.m4s"))
                .exists();
        sql.update("update courses.media_job set finished_at = now() - interval '8 days' where id = ?", work.job());
        sweeper.sweep();
        assertThat(object("media/" + work.video() + "/" + fence + "/v360/seg-1.m4s"))
                .doesNotExist();
        assertThat(object("media/work/" + work.job() + "/checkpoint.json")).doesNotExist();
    }

    private static Path object(String key) {
        return HOME.resolve("objects").resolve(key);
    }

    private static void file(String key) throws IOException {
        Files.createDirectories(object(key).getParent());
        Files.writeString(object(key), "bytes");
    }

    private Work upload() {
        byte[] file = "a short film".getBytes(StandardCharsets.UTF_8);
        JsonNode upload = createUpload(UPLOADER, Map.of("bytes", String.valueOf(file.length), "sha256", sha256(file)))
                .path("upload");
        assertThat(patch(upload.path("id").asString(), UPLOADER, 0, file).statusCode())
                .isEqualTo(204);
        String video = upload.at("/video/id").asString();
        String job = sql.queryForObject(
                "select id from courses.media_job where video_id = ? and kind = 'TRANSCODE'", String.class, video);
        return new Work(video, job);
    }

    private long granted(Work work, int tries) {
        JsonNode[] claim = {claim(work, false)};
        if (claim[0].path("reason").asString("").equals("LEASED")) {
            claim[0] = claim(work, true);
        }
        assertThat(claim[0].path("granted").asBoolean()).as("%s", claim[0]).isTrue();
        assertThat(claim[0].path("tries").asInt()).isEqualTo(tries);
        return claim[0].path("fence").asLong();
    }

    private JsonNode claim(Work work, boolean isRedelivered) {
        ObjectNode question = promises.example("media.claim");
        question.put("jobId", work.job()).put("redelivered", isRedelivered);
        Message reply = rabbit.sendAndReceive(
                "",
                "courses.media-claims",
                MessageBuilder.withBody(json.writeValueAsBytes(question)).build());
        assertThat(reply).as("an answer to the claim").isNotNull();
        String text = new String(reply.getBody(), StandardCharsets.UTF_8);
        assertThat(promises.broken("media.claim-reply", text)).isEmpty();
        return json.readTree(text);
    }

    private void postpone(Work work, long fence, int seconds, String code, String message) {
        tell(
                "media.postponed",
                work,
                fence,
                data -> data.put("retryInSeconds", seconds).put("code", code).put("message", message));
    }

    private void progress(Work work, long fence, double percent) {
        tell(
                "media.step",
                work,
                fence,
                data -> data.put("status", "RUNNING").put("percent", percent).put("jobPercent", percent));
    }

    private void tell(String type, Work work, long fence, Consumer<ObjectNode> more) {
        ObjectNode event = promises.example(type);
        event.put("id", "evt_" + key());
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("jobId", work.job()).put("fence", fence);
        if (data.has("videoId")) {
            data.put("videoId", work.video());
        }
        more.accept(data);
        rabbit.send(
                "aula.events",
                type,
                MessageBuilder.withBody(json.writeValueAsBytes(event)).build());
    }

    private void timeIsUp(Work work) {
        sql.update("update courses.media_job set not_before = now() - interval '1 second' where id = ?", work.job());
    }

    private JsonNode seen(Work work) {
        JsonNode jobs = as(ADMIN, """
            { mediaJobs(first: 100) { nodes { id kind state urgency attempt percent workerId cause { code message } nextTryAt
              queuedAt startedAt finishedAt video { id processing { failure { retryable } } } } pageInfo { hasNextPage } } }
            """, Map.of()).at("/mediaJobs/nodes");
        return jobs.valueStream()
                .filter(job -> job.path("id").asString().equals(work.job()))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode queue(Work work) {
        String name = queueOf(work);
        return as(ADMIN, "{ jobQueues { name waiting messages oldestAt isLate } }", Map.of())
                .path("jobQueues")
                .valueStream()
                .filter(queue -> queue.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode letter(String body) {
        return as(ADMIN, "{ deadLetters { id queue cause deadAt body } }", Map.of())
                .path("deadLetters")
                .valueStream()
                .filter(letter -> letter.path("body").asString().equals(body))
                .findFirst()
                .orElse(null);
    }

    private JsonNode admin(String mutation, String id) {
        return as(
                        ADMIN,
                        "mutation($id: ID!) { act: " + mutation + "(id: $id) { job { state } userErrors { code } } }",
                        Map.of("id", id))
                .path("act");
    }

    private JsonNode retry(Work work, String step) {
        return as(
                        UPLOADER,
                        """
            mutation($id: ID!, $steps: [ProcessingStep!]) {
              retryProcessing(videoId: $id, steps: $steps) { video { id } userErrors { code } } }
            """,
                        step == null ? Map.of("id", work.video()) : Map.of("id", work.video(), "steps", List.of(step)))
                .path("retryProcessing");
    }

    /** The fourth upload of a day is one of many. */
    private String queueOf(Work work) {
        String urgency =
                sql.queryForObject("select class from courses.media_job where id = ?", String.class, work.job());
        return "media.transcode." + urgency.toLowerCase(Locale.ROOT);
    }

    /** Whether a message with these words comes; what others have queued is passed over. */
    private boolean arrives(String queue, String... words) {
        while (true) {
            Message message = rabbit.receive(queue, 20_000);
            if (message == null) {
                return false;
            }
            String text = new String(message.getBody(), StandardCharsets.UTF_8).replace("\": ", "\":");
            if (List.of(words).stream().allMatch(text::contains)) {
                return true;
            }
        }
    }
}
