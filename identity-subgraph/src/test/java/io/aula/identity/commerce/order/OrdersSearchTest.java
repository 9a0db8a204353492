package io.aula.identity.commerce.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.RunningIdentity;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** How PostgreSQL carries the search of orders out. */
@RunningIdentity.Test
class OrdersSearchTest {
    @Autowired
    private DSLContext sql;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aBuyerIsFoundByAPartOfTheNameWithoutReadingEverybody() {
        OrderSearch search = OrderSearch.of("ma Wal");
        String words = search.words();
        String plan = Objects.requireNonNull(transaction.execute(status -> {
            // Of the few people of a test all are read, whatever indexes there are.
            sql.execute("""
                    insert into app_user (id, handle, display_name, email)
                      select 'usr_' || n, 'somebody' || n, 'Somebody ' || md5(n::text), 'somebody' || n || '@example.org'
                        from generate_series(1, 50000) n
                    """);
            sql.fetch("select gin_clean_pending_list('app_user_names')");
            sql.execute("analyze app_user");
            String found = sql
                    .fetch(
                            "explain " + Orders.FOUND,
                            null,
                            null,
                            words,
                            words,
                            words,
                            words,
                            words,
                            search.handleLike(),
                            search.nameLike(),
                            51)
                    .stream()
                    .map(row -> String.valueOf(((Record) row).get(0)))
                    .collect(Collectors.joining("\n"));
            status.setRollbackOnly();
            return found;
        }));
        assertThat(plan).contains("app_user_names").doesNotContain("Seq Scan on app_user");
    }
}
