package dev.penstock.spring.slice;

import org.springframework.stereotype.Service;

/** Needs what no test has. */
@Service
class Database {

    Database() {
        throw new IllegalStateException("A slice has no database.");
    }
}
