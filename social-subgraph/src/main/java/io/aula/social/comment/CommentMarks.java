package io.aula.social.comment;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

/** What a comment's place says of it: whether a teacher of the course wrote it, and whether the caller keeps order there. */
@Controller
class CommentMarks {
    private final Doors doors;

    CommentMarks(Doors doors) {
        this.doors = doors;
    }

    @BatchMapping(typeName = "Comment")
    Map<Comment, Boolean> fromInstructor(List<Comment> comments) {
        Map<Home, Set<UserId>> staff = doors.staff(homes(comments));
        return marks(
                comments,
                comment -> comment.authorId() != null
                        && staff.getOrDefault(comment.home(), Set.of()).contains(comment.authorId()));
    }

    @BatchMapping(typeName = "Comment")
    Map<Comment, Boolean> viewerModerates(List<Comment> comments) {
        Set<Home> kept = doors.kept(homes(comments), Caller.require());
        return marks(comments, comment -> kept.contains(comment.home()));
    }

    private static Set<Home> homes(List<Comment> comments) {
        return comments.stream().map(Comment::home).collect(toSet());
    }

    private static Map<Comment, Boolean> marks(List<Comment> comments, Function<Comment, Boolean> mark) {
        return comments.stream().collect(toMap(Function.identity(), mark, (one, same) -> one));
    }
}
