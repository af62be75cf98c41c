# Supervises one task and outlives the agent that asked for it.
#   sh supervise.sh DIR WORKDIR LOG MAXFILES MAXBYTES command...
# Records itself in DIR/supervisor, runs DIR/task.sh, and writes how the task ended to DIR/exit, complete or not at all.
dir=$1 workdir=$2 log=$3 files=$4 bytes=$5
shift 5

identify() {
    read -r line < "/proc/$$/stat"
    read -r boot < /proc/sys/kernel/random/boot_id
    set -- ${line##*) }
    shift 19
    identity="$$-$1-$boot"
}

# Copies standard input to $1.N, begins the next N when a file is full, and keeps the last $files of them.
rotate() {
    while :; do
        n=-1
        for file in "$1".*; do
            i=${file##*.}
            case $i in '' | *[!0-9]*) continue ;; esac
            [ "$i" -le "$n" ] || n=$i
        done
        [ "$n" -ge 0 ] || n=0
        size=0
        [ ! -f "$1.$n" ] || size=$(wc -c < "$1.$n")
        [ "$size" -lt "$bytes" ] || { n=$((n + 1)) size=0; }
        for file in "$1".*; do
            i=${file##*.}
            case $i in '' | *[!0-9]*) continue ;; esac
            [ "$i" -gt $((n - files)) ] || rm -f "$file"
        done
        if stdbuf -o0 head -c $((bytes - size)) >> "$1.$n"; then
            # head ends early only when nobody writes any more, and a file may be taken away while it is written
            [ ! -f "$1.$n" ] || [ "$(wc -c < "$1.$n")" -ge "$bytes" ] || break
        elif [ ! -d "${1%/*}" ]; then
            # the agent has removed the logs: the task must not block on output that nobody can read
            cat > /dev/null
            break
        else
            # a full disk: what head had read is lost, the task goes on
            sleep 1
        fi
    done
    echo done >&6
}

identify
ln -sn "$identity" "$dir/supervisor" || exit 1
mkfifo -m 600 "$dir/out" "$dir/err" "$dir/done" || exit 1
exec 6<> "$dir/done"
# Opened both ways first, which never blocks: a rotator must not wait for ever for a task that does not come. As long as
# the supervisor holds 3 and 4 the rotators see no end. (Redirecting the function itself would keep hidden copies of them.)
exec 3<> "$dir/out" 4<> "$dir/err"
exec 7< "$dir/out" 8< "$dir/err"
(exec <&7 3>&- 4>&- 7>&- 8>&-; rotate "$log.stdout") &
(exec <&8 3>&- 4>&- 7>&- 8>&-; rotate "$log.stderr") &
exec 7>&- 8>&-

# In the foreground, since a shell lets its background processes ignore SIGINT. setsid waits and tells a signal from an
# exit code above 128, which a shell does not.
setsid -f -w sh "$dir/task.sh" "$dir" "$workdir" "$@" 2> "$dir/wait" 3>&- 4>&- 6>&-
code=$? signal=0
exec 3>&- 4>&-
read -r line < "$dir/wait"
case $line in *'did not exit normally'*) signal=$((code & 127)) code=0 ;; esac

[ "$(readlink "$dir/task")" != fenced ] || exit 0

# The output comes first, but processes that the task left behind may hold it open for ever.
(sleep 0.5; echo late >&6) &
timer=$! left=2
while [ "$left" -gt 0 ] && read -r word <&6 && [ "$word" = done ]; do left=$((left - 1)); done
kill "$timer" 2> /dev/null

while [ -d "$dir" ]; do
    echo "$code $signal" > "$dir/exit.tmp" && mv -f "$dir/exit.tmp" "$dir/exit" && exit 0
    sleep 1
done
