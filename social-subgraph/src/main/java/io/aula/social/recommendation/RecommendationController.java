package io.aula.social.recommendation;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.security.Caller;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.Pages;
import io.aula.social.graphql.User;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

@Controller
class RecommendationController {
    RecommendationController(Recommendations recommendations, BatchLoaderRegistry batches) {
        Batch.<Integer, List<CourseRecommendation>>register(
                batches, "alsoSeen", (first, ids) -> alsoSeen(recommendations.alsoSeen(ids, first), ids));
        Batch.<Friends, List<User>>register(
                batches,
                "friendsEnrolled",
                (friends, ids) -> users(recommendations.friendsEnrolled(friends.me(), ids, friends.first()), ids));
    }

    enum RecommendationReason {
        ALSO_SEEN
    }

    record CourseRecommendation(Course course, double score, RecommendationReason reason, int support) {}

    /** The caller is part of the key: a batch must never answer one person with another's friends. */
    record Friends(String me, int first) {}

    @SchemaMapping
    CompletableFuture<List<CourseRecommendation>> alsoSeen(
            Course course, @Argument int first, DataLoader<Asked<Integer>, List<CourseRecommendation>> alsoSeen) {
        return alsoSeen.load(new Asked<>(course.id(), Pages.size(first)));
    }

    @SchemaMapping
    CompletableFuture<List<User>> friendsEnrolled(
            Course course, @Argument int first, DataLoader<Asked<Friends>, List<User>> friendsEnrolled) {
        return friendsEnrolled.load(
                new Asked<>(course.id(), new Friends(Caller.require().userId(), Pages.size(first))));
    }

    private static Map<String, List<CourseRecommendation>> alsoSeen(
            Map<String, List<Recommendations.Seen>> found, List<String> ids) {
        return ids.stream()
                .collect(toMap(
                        Function.identity(),
                        id -> found.getOrDefault(id, List.of()).stream()
                                .map(seen -> new CourseRecommendation(
                                        new Course(seen.courseId()),
                                        seen.score(),
                                        RecommendationReason.ALSO_SEEN,
                                        seen.support()))
                                .toList()));
    }

    private static Map<String, List<User>> users(Map<String, List<String>> found, List<String> ids) {
        return ids.stream()
                .collect(toMap(
                        Function.identity(),
                        id -> found.getOrDefault(id, List.of()).stream()
                                .map(User::new)
                                .toList()));
    }
}
