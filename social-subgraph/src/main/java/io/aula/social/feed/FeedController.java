package io.aula.social.feed;

import io.aula.platform.id.ActivityId;
import io.aula.platform.id.LessonId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.feed.FeedService.Shown;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.Lesson;
import io.aula.social.graphql.User;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The caller's feed. */
@Controller
class FeedController {
    private final FeedService service;

    FeedController(FeedService service) {
        this.service = service;
    }

    @QueryMapping
    FeedConnection feed(@Argument @Nullable Integer first, @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(ActivityId.PREFIX);
        return FeedConnection.of(slice, service.page(Caller.require(), slice));
    }

    @SchemaMapping(typeName = "FeedItem")
    String id(Shown shown) {
        return shown.activity().id().text();
    }

    @SchemaMapping(typeName = "FeedItem")
    FeedKind kind(Shown shown) {
        return shown.activity().kind();
    }

    @SchemaMapping(typeName = "FeedItem")
    @Nullable
    User actor(Shown shown) {
        return shown.activity().actor() == null
                ? null
                : new User(shown.activity().actor());
    }

    @SchemaMapping(typeName = "FeedItem")
    Course course(Shown shown) {
        return new Course(shown.activity().courseId());
    }

    @SchemaMapping(typeName = "FeedItem")
    @Nullable
    Lesson lesson(Shown shown) {
        return LessonId.parse(Objects.requireNonNullElse(shown.activity().subject(), ""))
                .map(Lesson::new)
                .orElse(null);
    }

    @SchemaMapping(typeName = "FeedItem")
    Instant at(Shown shown) {
        return shown.activity().at();
    }
}
