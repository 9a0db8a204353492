package io.aula.social.inbox;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.InboxItemId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.comment.CommentArchive;
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
    /** What is held or was deleted is passed over, so many times a page at most. */
    private static final int ROUNDS = 10;

    /** So that what is out of sight hides nothing behind it from who reads small pages. */
    private static final int LEAST_AT_ONCE = 100;

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

    /** A page of it, and one item more where there is. */
    List<Shown> page(Caller teacher, InboxFilter filter, InboxState state, Slice slice) {
        Set<CourseId> courses = filter.of(access.taughtBy(teacher.user()));
        if (courses.isEmpty()) {
            return List.of();
        }
        Wanted wanted = new Wanted(courses, filter.kinds(), state);
        List<Shown> page = new ArrayList<>();
        int looked = 0;
        Optional<String> place = slice.from().map(Cursor::id);
        for (int i = 0; i < ROUNDS && page.size() <= slice.size(); i++) {
            int atOnce = Math.max(slice.size() + 1, LEAST_AT_ONCE);
            List<InboxItem> found = items.behind(wanted, place, atOnce);
            List<InboxItem> unseen = new ArrayList<>();
            shown(found, teacher, unseen).stream()
                    .limit(slice.size() + 1L - page.size())
                    .forEach(page::add);
            unseen.stream().limit(LOOKS - looked).forEach(this::lookAgain);
            looked = Math.min(looked + unseen.size(), LOOKS);
            if (found.size() < atOnce) {
                break;
            }
            place = Optional.of(found.getLast().id().text());
        }
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
