package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import org.jspecify.annotations.Nullable;

/** A thread as its posts see it. */
public interface ThreadOfPosts {
    ThreadId id();

    CourseId courseId();

    /** Null once the person's account is erased. */
    @Nullable
    UserId authorId();

    /** The post that was accepted. */
    @Nullable
    CommentId answerId();

    /** Whether only who keeps the course's discussions may write, edit and delete in it. */
    boolean isLocked();
}
