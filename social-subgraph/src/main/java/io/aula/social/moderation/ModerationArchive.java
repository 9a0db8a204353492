package io.aula.social.moderation;

import io.aula.platform.id.ReportId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.documents.Documents;
import io.aula.social.moderation.Report.Complaint;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What other packages may ask of reports. */
@Component
public class ModerationArchive {
    private final Reports reports;

    ModerationArchive(Reports reports) {
        this.reports = reports;
    }

    /** What another feature's field shows as a report: those that the reader may read. */
    public Map<String, Report> shown(Collection<ReportId> ids, Optional<Caller> reader) {
        return reports.byIds(ids).stream()
                .filter(report -> reader.filter(person -> ModerationService.isReadableBy(report, person))
                        .isPresent())
                .collect(Collectors.toMap(report -> report.id().text(), report -> report));
    }

    /** Takes an erased person's name off what they reported, wrote and decided; a second time changes nothing. */
    public void forget(UserId person) {
        Documents.inBackground(() -> reports.forget(person));
    }

    /** What somebody complained of or objected to, as they are told it. */
    public record Complained(String id, Map<String, Object> content) {}

    /** In order behind a place. */
    public List<Complained> complaintsOf(UserId person, String after, int most) {
        return reports.from(person, after, most).stream()
                .map(report -> new Complained(report.id().text(), content(report, person)))
                .toList();
    }

    private static Map<String, Object> content(Report report, UserId person) {
        Map<String, Object> content = new HashMap<>(Map.of("id", report.id().text(), "about", report.targetId()));
        report.complaints().stream()
                .filter(complaint -> person.equals(complaint.reporterId()))
                .findFirst()
                .ifPresent(complaint -> tell(complaint, content));
        return content;
    }

    private static void tell(Complaint complaint, Map<String, Object> content) {
        content.put("reason", complaint.reason().name());
        content.put("at", complaint.at().toString());
        if (complaint.note() != null) {
            content.put("note", complaint.note());
        }
    }

    /** What somebody objected to what was decided of what they wrote, as they are told it; in order behind a place. */
    public List<Complained> appealsOf(UserId person, String after, int most) {
        return reports.appealedBy(person, after, most).stream()
                .flatMap(report -> Stream.ofNullable(report.appeal())
                        .map(appeal -> new Complained(
                                report.id().text(),
                                Map.of(
                                        "id", report.id().text(),
                                        "about", report.targetId(),
                                        "text", appeal.text(),
                                        "at", appeal.at().toString()))))
                .toList();
    }

    /** Reports whose events the broker has not confirmed. */
    public long countPending() {
        return reports.events().count();
    }
}
