package io.aula.devstack.reconcile;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bin/reconcile}: one line for each pair of stores, and how many differences there are in all. */
public final class Reconciliation {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String OWN_OF_PEOPLE = """
            select id from app_user where email <> '' or bio <> '{}' or photo is not null
              union select user_id from credential union select user_id from token_family
              union select principal_name from oauth2_authorization union select principal_name from oauth2_authorization_consent
              union select user_id from mail_link union select user_id from letter where user_id is not null
              union select user_id from watched union select user_id from data_export union select actor from idempotency
            """;
    private static final String COURSES_OF_PEOPLE = """
            select user_id from enrollment union select user_id from lesson_progress union select user_id from watch_session
              union select user_id from entitlement union select user_id from ts.progress_point union select actor from idempotency
              union select i.user_id from course_instructor i join course c on c.id = i.course_id and c.owner_id <> i.user_id
              union select v.owner_id from video v where not exists
                (select 1 from lesson l where l.video_id = v.id or l.replacement_id = v.id)
              union select i.owner_id from image i where not exists
                (select 1 from image_use u where u.shown_id = i.id or u.next_id = i.id)
            """;

    private final Map<String, String> variables;
    private final Records identity;
    private final Records courses;

    public Reconciliation(StackEnvironment environment) {
        this.variables = environment.variables();
        this.identity = records("identity", "AULA_IDENTITY_POSTGRES_URL");
        this.courses = records("courses", "AULA_COURSES_POSTGRES_URL");
    }

    /** Prints what it found and returns the number of differences. */
    public int run() {
        List<Differences> all = new ArrayList<>();
        all.add(unsent("identity", identity));
        all.add(unsent("courses", courses));
        all.add(whoMayTeach());
        JsonNode social = social();
        graph(social, all);
        access(social.path("access"), all);
        all.add(ratings(social));
        new MoneyReconciliation(identity, courses).compare(all);
        StripeBooks.of(variables).ifPresent(books -> new StripeReconciliation(identity, books).compare(all));
        erased(social, all);
        media(all);
        int total = all.stream().mapToInt(Differences::count).sum();
        all.forEach(each -> System.out.println(each.text()));
        System.out.println(total + " differences");
        return total;
    }

    private static Differences unsent(String name, Records records) {
        List<String> waiting = records.column("select id || ' ' || topic from outbox where published_at is null");
        return new Differences("outbox of " + name + ", sent", List.of(), waiting);
    }

    /** What is missing is told again by {@code bin/tell-people}; whoever was erased stays as a row that may nothing. */
    private Differences whoMayTeach() {
        return Differences.between(
                "people, copies of who may teach",
                identity.column(
                        "select id || ' ' || handle || case when roles && '{INSTRUCTOR,ADMIN}' then ' teaches' else '' end"
                                + " from app_user where state <> 'DELETED'"),
                courses.column(
                        "select id || coalesce(' ' || handle, '') || case when may_teach then ' teaches' else '' end from person"),
                identity.column("select id from app_user where state = 'DELETED'"));
    }

    private void graph(JsonNode graph, List<Differences> all) {
        List<String> people = identity.column("select id from app_user where state <> 'DELETED'");
        all.add(Differences.between("people, copies in the graph", people, ids(graph, "users"), List.of()));
        List<String> every = courses.column("select id from course");
        List<String> open = courses.column("select id from course where status in ('PUBLISHED', 'UNLISTED')");
        all.add(Differences.between("published courses, copies in the graph", open, ids(graph, "courses"), every));
        List<String> enrolled = ofTheLiving(courses.column(
                "select user_id || '>' || course_id from enrollment where status in ('ACTIVE', 'COMPLETED')"));
        all.add(Differences.between("enrollments, edges in the graph", enrolled, ids(graph, "enrollments"), List.of()));
        int pending = graph.path("pending").path("mongo").asInt(0)
                + graph.path("pending").path("neo4j").asInt(0);
        all.add(new Differences(
                "events of social, sent", List.of(), pending == 0 ? List.of() : List.of(pending + " waiting")));
    }

    /** What social lets people read by, line by line as its {@code AccessCensus} writes it. */
    private void access(JsonNode access, List<Differences> all) {
        all.add(Differences.between(
                "lessons, copies beside the comments",
                courses.column("select id || ' ' || course_id || ' ' || status"
                        + " || case when is_free_preview then ' preview ' else ' paid ' end"
                        + " || coalesce(floor(extract(epoch from release_at) * 1000)::bigint::text, 'now')"
                        + " from lesson where deleted_at is null"),
                ids(access, "lessons"),
                List.of()));
        all.add(Differences.between(
                "courses, copies beside the comments",
                courses.column(
                        "select c.id || ' ' || case c.status when 'IN_REVIEW' then 'DRAFT' else c.status end || ' ' ||"
                                + " (select string_agg(staff.id, ',' order by staff.id collate \"C\") from (select"
                                + " c.owner_id id union select user_id from course_instructor where course_id = c.id)"
                                + " staff) from course c"),
                ids(access, "courses"),
                List.of()));
        all.add(Differences.between(
                "enrollments, copies beside the comments",
                ofTheLiving(courses.column(
                        "select id || ' ' || user_id || ' ' || course_id || ' ' || status from enrollment")),
                ids(access, "enrollments"),
                List.of()));
    }

    private Differences ratings(JsonNode social) {
        return Differences.between(
                "ratings of courses, copies in courses",
                ids(social, "ratings"),
                courses.column("select course_id || ' ' || review_count || ' ' || coalesce(average::text, '-')"
                        + " from course_rating"),
                List.of());
    }

    /** Without the lines that name somebody erased, whom the copies have forgotten. */
    private List<String> ofTheLiving(List<String> lines) {
        List<String> erased = identity.column("select id from app_user where state = 'DELETED'");
        return lines.stream()
                .filter(line -> erased.stream().noneMatch(line::contains))
                .toList();
    }

    /** Of who is gone there is an empty account in the books, and nothing anywhere else; not even while somebody was down. */
    private void erased(JsonNode social, List<Differences> all) {
        Set<String> gone = Set.copyOf(identity.column("select user_id from erasure where done_at is not null"));
        List<String> copies = new ArrayList<>();
        copies.addAll(identity.column(OWN_OF_PEOPLE));
        copies.addAll(courses.column(COURSES_OF_PEOPLE));
        copies.addAll(ids(social, "users"));
        copies.addAll(ids(social, "authors"));
        // "enrollment person course status"
        ids(social.path("access"), "enrollments").forEach(line -> copies.add(line.split(" ")[1]));
        all.add(new Differences(
                "erased people, copies anywhere",
                List.of(),
                copies.stream().filter(gone::contains).distinct().toList()));
        all.add(new Differences(
                "erasures, done within a day",
                identity.column(
                        "select user_id from erasure where done_at is null and asked_at < now() - interval '1 day'"),
                List.of()));
    }

    private void media(List<Differences> all) {
        List<String> stored = courses.column(
                "select source_key || ' ' || source_bytes from video where source_key is not null and deleted_at is"
                        + " null and status in ('QUEUED', 'PROCESSING', 'PLAYABLE', 'READY')");
        all.add(new Differences(
                "uploads, whole files",
                stored.stream().filter(each -> !hasFile(each)).toList(),
                List.of()));
        List<String> published = courses.column(
                "select id || '/' || media_rev from video where status = 'READY'" + " and deleted_at is null");
        all.add(new Differences(
                "ready videos, published media",
                published.stream()
                        .filter(each -> !exists("media", each + "/master.m3u8"))
                        .toList(),
                List.of()));
        List<String> captioned =
                courses.column("select id || '/' || media_rev || '/master-c' || captions_rev || '.m3u8'"
                        + " from video where captions_rev > 0 and deleted_at is null");
        all.add(new Differences(
                "captioned videos, published captions",
                captioned.stream().filter(each -> !exists("media", each)).toList(),
                List.of()));
        List<String> behind =
                courses.column("select c.video_id from captioned_video c join video v on v.id = c.video_id"
                        + " where c.revision > c.published and c.not_before < now() - interval '1 minute'"
                        + " and v.status in ('PLAYABLE', 'READY') and v.deleted_at is null");
        all.add(new Differences("changed captions, published captions", behind, List.of()));
        List<String> undone = courses.column(
                "select j.id from media_job j join video v on v.id = j.video_id where j.state = 'DONE' and j.kind ="
                        + " 'TRANSCODE' and v.status not in ('PLAYABLE', 'READY') and v.deleted_at is null");
        all.add(new Differences("finished jobs, playable videos", undone, List.of()));
    }

    private boolean hasFile(String keyAndBytes) {
        int space = keyAndBytes.lastIndexOf(' ');
        Path file = object("uploads", keyAndBytes.substring(0, space));
        try {
            return Files.exists(file) && Files.size(file) == Long.parseLong(keyAndBytes.substring(space + 1));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean exists(String bucket, String key) {
        return Files.exists(object(bucket, key));
    }

    private Path object(String bucket, String key) {
        URI store = URI.create(variables.getOrDefault("AULA_OBJECT_STORE_URL", ""));
        if (!"file".equals(store.getScheme())) {
            throw new SetupFailure("reconcile: compares files in a folder only, not in " + store.getScheme());
        }
        return Path.of(store.getPath()).resolve(bucket).resolve(key);
    }

    private JsonNode social() {
        URI address = URI.create(variables.get("AULA_SOCIAL_URL") + "/internal/reconcile");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new SetupFailure("reconcile: social cannot read its graph (status " + response.statusCode()
                        + "); bin/status shows whether neo4j is healthy");
            }
            return JsonMapper.builder().build().readTree(response.body());
        } catch (IOException e) {
            throw new SetupFailure("reconcile: social does not answer; bin/start social", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("reconcile: interrupted", e);
        }
    }

    private static List<String> ids(JsonNode graph, String kind) {
        List<String> ids = new ArrayList<>();
        graph.path(kind).path("ids").forEach(id -> ids.add(id.asString()));
        return ids;
    }

    private Records records(String name, String variable) {
        return new Records(
                name,
                String.valueOf(variables.get(variable)),
                String.valueOf(variables.get("AULA_POSTGRES_USER")),
                String.valueOf(variables.get("AULA_POSTGRES_PASSWORD")));
    }
}
