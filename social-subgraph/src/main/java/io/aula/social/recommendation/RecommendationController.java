package io.aula.social.recommendation;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.Course;
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
        Batch.<CourseId, Integer, List<CourseRecommendation>>register(
                batches, "alsoSeen", (first, ids) -> alsoSeen(recommendations.alsoSeen(ids, first), ids));
        Batch.<CourseId, Friends, List<User>>register(
                batches,
                "friendsEnrolled",
                (friends, ids) -> users(recommendations.friendsEnrolled(friends.me(), ids, friends.first()), ids));
    }

    /** The caller is part of the key: a batch must never answer one person with another's friends. */
    record Friends(UserId me, int first) {}

    @SchemaMapping
    CompletableFuture<List<CourseRecommendation>> alsoSeen(
            Course course,
            @Argument int first,
            DataLoader<Asked<CourseId, Integer>, List<CourseRecommendation>> alsoSeen) {
        return alsoSeen.load(new Asked<>(course.id(), Slice.sizeOf(first)));
    }

    @SchemaMapping
    CompletableFuture<List<User>> friendsEnrolled(
            Course course, @Argument int first, DataLoader<Asked<CourseId, Friends>, List<User>> friendsEnrolled) {
        return friendsEnrolled.load(
                new Asked<>(course.id(), new Friends(Caller.require().user(), Slice.sizeOf(first))));
    }

    private static Map<CourseId, List<CourseRecommendation>> alsoSeen(
            Map<CourseId, List<Recommendations.Seen>> found, List<CourseId> ids) {
        return ids.stream()
                .collect(toMap(
                        Function.identity(),
                        id -> found.getOrDefault(id, List.of()).stream()
                                .map(seen -> new CourseRecommendation(
                                        new Course(seen.courseId()),
                                        seen.score(),
                                        RecommendationReason.ALSO_SEEN,
                                        List.of(new Course(id)),
                                        seen.support()))
                                .toList()));
    }

    private static Map<CourseId, List<User>> users(Map<CourseId, List<UserId>> found, List<CourseId> ids) {
        return ids.stream()
                .collect(toMap(
                        Function.identity(),
                        id -> found.getOrDefault(id, List.of()).stream()
                                .map(User::new)
                                .toList()));
    }
}
