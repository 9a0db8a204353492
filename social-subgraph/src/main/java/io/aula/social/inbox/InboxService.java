package io.aula.social.inbox;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.InboxItemId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.comment.CommentArchive;
import io.aula.social.documents.Stretch;
import io.aula.social.forum.ForumArchive;
import io.aula.social.inbox.InboxItems.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/** The inbox of one who teaches, as it is at this moment: who stopped teaching a course sees nothing of it any more. */
@Service
class InboxService {
    /** What is out of sight is looked at again by itself: some of it with each page. */
    private static final int LOOKS = 20;

    private final InboxItems items;
    private final InboxKeeper keeper;
    private final CommentArchive comments;
    private final ForumArchive forums;
    private final CourseAccess access;

    InboxService(
            InboxItems items, InboxKeeper keeper, CommentArchive comments, ForumArchive forums, CourseAccess access) {
        this.items = items;
        this.keeper = keeper;
        this.comments = comments;
        this.forums = forums;
        this.access = access;
    }

    /** @param subject as a field shows it */
    record Shown(InboxItem item, Object subject) {}

    /** A page of it; what is held or was deleted is passed over. */
    Stretch<Shown> page(Caller teacher, InboxFilter filter, InboxState state, Slice slice) {
        Set<CourseId> courses = filter.of(access.taughtBy(teacher.user()));
        if (courses.isEmpty()) {
            return Stretch.nothing();
        }
        Wanted wanted = new Wanted(courses, filter.kinds(), state);
        List<InboxItem> unseen = new ArrayList<>();
        Stretch<Shown> page = Stretch.of(
                (place, most) -> items.behind(wanted, place, most),
                slice.from(),
                slice.size() + 1,
                InboxItem::place,
                found -> shown(found, teacher, unseen));
        unseen.stream().limit(LOOKS).forEach(this::lookAgain);
        return page;
    }

    /** What is gone for good is kept no longer; what is out of sight waits out of sight. */
    private void lookAgain(InboxItem item) {
        CommentId.parse(item.subject()).ifPresent(keeper::lookAgain);
        ThreadId.parse(item.subject()).ifPresent(keeper::lookAgain);
    }

    private List<Shown> shown(List<InboxItem> found, Caller teacher) {
        return shown(found, teacher, new ArrayList<>());
    }

    /** @param unseen takes those of which nothing is to be seen now */
    private List<Shown> shown(List<InboxItem> found, Caller teacher, List<InboxItem> unseen) {
        Map<String, Object> subjects = new HashMap<>();
        subjects.putAll(comments.shown(subjects(found, CommentId::parse), Optional.of(teacher)));
        subjects.putAll(forums.shown(subjects(found, ThreadId::parse), Optional.of(teacher)));
        List<Shown> shown = new ArrayList<>();
        for (InboxItem item : found) {
            Object subject = subjects.get(item.subject());
            if (subject == null) {
                unseen.add(item);
            } else {
                shown.add(new Shown(item, subject));
            }
        }
        return shown;
    }

    private static <I> List<I> subjects(List<InboxItem> of, Function<String, Optional<I>> kind) {
        return of.stream()
                .map(InboxItem::subject)
                .flatMap(id -> kind.apply(id).stream())
                .toList();
    }

    /** Empty when there is no such thing, or not for them. */
    Optional<Shown> mark(Caller teacher, String id, boolean isDone) {
        return InboxItemId.parse(id)
                .flatMap(items::byId)
                .filter(item -> access.teaches(item.courseId(), teacher.user()))
                .filter(item -> !shown(List.of(item), teacher).isEmpty())
                .flatMap(item -> items.mark(item.id(), isDone))
                .flatMap(item -> shown(List.of(item), teacher).stream().findFirst());
    }
}
