# Reads JUnit XML reports of surefire and failsafe.
# Writes a line "skipped CLASS.TEST: REASON" for each skipped test, then "total PASSED FAILED SKIPPED".
function attribute(name,    found) {
    if (!match($0, " " name "=\"[^\"]*\"")) return ""
    found = substr($0, RSTART, RLENGTH)
    gsub("^[^\"]*\"|\"$", "", found)
    return found
}
/<testsuite / {
    tests += attribute("tests")
    failed += attribute("failures") + attribute("errors")
    skipped += attribute("skipped")
}
/<testcase / { current = attribute("classname") "." attribute("name") }
/<skipped/ {
    reason = attribute("message")
    if (reason == "" && match($0, "CDATA\\[.*")) reason = substr($0, RSTART + 6)
    print "skipped " current ": " reason
}
END { print "total", tests - failed - skipped, failed + 0, skipped + 0 }
