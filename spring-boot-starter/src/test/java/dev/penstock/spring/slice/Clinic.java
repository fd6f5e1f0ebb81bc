package dev.penstock.spring.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application of which a slice is tested. */
@SpringBootApplication
class Clinic {

    interface Calendar {

        int free();
    }
}
