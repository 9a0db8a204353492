package io.aula.identity.account;

import java.util.List;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For {@code bin/tell-people}: tells of everybody who is there once more, for a copy that lost some. The gateway leads nobody here. */
@RestController
class PeopleToldAgain {
    private static final int AT_ONCE = 500;

    private final Accounts accounts;
    private final AccountEvents events;
    private final TransactionTemplate transaction;

    PeopleToldAgain(Accounts accounts, AccountEvents events, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.events = events;
        this.transaction = transaction;
    }

    /** @param told how many people */
    record Answer(int told) {}

    /** In their present version: whoever knows a newer one lets it be, and a page that fails leaves those before it told. */
    @PostMapping("/internal/people")
    Answer tell() {
        int told = 0;
        String last = "";
        while (true) {
            String behind = last;
            List<Account> page = Objects.requireNonNull(transaction.execute(status -> page(behind)));
            told += page.size();
            if (page.size() < AT_ONCE) {
                return new Answer(told);
            }
            last = page.getLast().id().text();
        }
    }

    private List<Account> page(String behind) {
        List<Account> people = accounts.behind(behind, AT_ONCE);
        people.forEach(events::updated);
        return people;
    }
}
