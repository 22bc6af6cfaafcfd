import BundleCore

/// Gate 1, transport: volumes, frames and media.
extension CodeText {
  static let framesNotFound = CodeText(
    message: Bilingual(
      zh: "没有找到可用的分卷内容。",
      en: "No usable part of a volume was found."),
    remedy: Bilingual(
      zh: """
        核对是否选对了文件或介质：分卷的扩展名是 .fnv。介质损坏时，先做整盘镜像，再对镜像运行\
        “fengni volumes scan 镜像 -o 文件”。
        """,
      en: """
        Check that you chose the right files or medium: volumes end in .fnv. If the medium is \
        damaged, make an image of the whole medium first and run 'fengni volumes scan IMAGE -o \
        FILE' on it.
        """),
    explanation: Bilingual(
      zh: """
        分卷由许多小块（帧）组成，每块都带有自己的标识和校验值。给出的文件从头到尾查找过，没有\
        一块是完好的，或者没有所指定短码的内容。
        """,
      en: """
        A volume is a row of small pieces (frames), each with its own mark and checksum. The \
        files were searched from beginning to end, and not one sound piece was found, or none \
        of the short code that was asked for.
        """),
    clauses: ["14.6"])

  static let framesInsufficient = CodeText(
    message: Bilingual(
      zh: "分卷不够，还不能还原文件。",
      en: "The volumes do not suffice to restore the file yet."),
    remedy: Bilingual(
      zh: """
        运行“fengni volumes check 文件…”查看缺哪些分卷，请发送方只补发这些分卷，然后连同已收到\
        的一起再合并。已收到的不要删除，损坏的也有用。
        """,
      en: """
        Run 'fengni volumes check FILES…' to see which volumes are missing, have only those sent \
        again, and join them with what you have. Do not delete what came, even if it is damaged.
        """),
    explanation: Bilingual(
      zh: """
        文件分卷时附加了恢复数据，丢失或损坏的部分在限度之内可以重新算出；现在缺少的超过了这个\
        限度。常见原因是少收了邮件或光盘，介质坏块太多，或者拷贝中途中断。
        """,
      en: """
        Volumes carry recovery data, from which what was lost or damaged can be computed up to a \
        limit; more than that is missing. Common causes are a mail or disc that has not come, a \
        medium with many bad sectors, or a copy that was interrupted.
        """),
    clauses: ["14.4", "14.6"])

  static let framesOfSeveralFiles = CodeText(
    message: Bilingual(
      zh: "其中有多个不同文件的分卷，无法确定要还原哪一个。",
      en: "There are volumes of several files, and which one is wanted is not clear."),
    remedy: Bilingual(
      zh: "用 --code 给出要还原的文件的短码（前几位即可）；短码印在交接单和介质标签上。",
      en: """
        Name the one that you want with --code and its short code (the first digits suffice), \
        which stands on the handover slip and on the medium's label.
        """),
    explanation: Bilingual(
      zh: "给出的文件里有不止一份报送内容，而且都能还原。一次合并只还原一个文件，避免拿错。",
      en: """
        The input holds more than one file that can be restored. One run restores one, so that \
        none is taken for another.
        """),
    clauses: ["14.6"])

  static let framesForged = CodeText(
    message: Bilingual(
      zh: "合并出来的内容与原文件不一致，已丢弃。",
      en: "What was put together is not the original file, and was discarded."),
    remedy: Bilingual(
      zh: """
        不要使用这批分卷中来历不明的部分；只用发送方直接交来的分卷再试，仍不行时请发送方全部重发。\
        这种情况不会由介质损坏造成，请报告本单位的安全管理人员。
        """,
      en: """
        Leave out volumes of unknown origin and try again with those that the sender handed over \
        directly; if it still fails, have everything sent again. Damage does not cause this: \
        tell whoever is responsible for security.
        """),
    explanation: Bilingual(
      zh: """
        每一块的校验值都对，但合成的文件与分卷中记载的文件摘要不符，自动排除可疑的块后仍然不符。\
        校验值能发现偶然的损坏；校验值相符而内容不对，通常说明有人伪造了其中的块。
        """,
      en: """
        The checksum of every piece holds, but the file they make does not have the digest that \
        they name, not even after suspicious pieces were left out. Checksums find accidental \
        damage; right checksums over wrong content mostly mean that somebody forged pieces.
        """),
    clauses: ["14.6"])

  static let framesDamaged = CodeText(
    message: Bilingual(
      zh: "有些分卷内容已损坏。",
      en: "Parts of the volumes are damaged."),
    remedy: Bilingual(
      zh: "能够还原时不必处理；介质本身出现坏块的，请尽快还原并更换介质。",
      en: """
        Nothing needs to be done if the file can be restored; if the medium itself is failing, \
        restore the file soon and replace the medium.
        """),
    explanation: Bilingual(
      zh: "有的块标识完好，内容却与校验值不符，或者被截断。这些块不参加还原。",
      en: """
        Some pieces have a sound mark, but a content that does not match the checksum, or they \
        are cut off. They take no part in restoring the file.
        """),
    clauses: ["14.3", "14.6"])

  static let volumeMissing = CodeText(
    message: Bilingual(
      zh: "有的分卷没有收到或者不完整。",
      en: "A volume has not come or is incomplete."),
    remedy: Bilingual(
      zh: """
        先看是否已经足够还原；不够时，请发送方按列出的卷号补发（“fengni volumes split 文件 -o 目\
        录 --only 卷号”，其余参数与上次相同）。
        """,
      en: """
        See first whether it suffices as it is; if not, have the listed volumes sent again ('fengni \
        volumes split FILE -o DIR --only LIST' with the other options as before).
        """),
    explanation: Bilingual(
      zh: "每一块都记着分卷的总数和自己的位置，因此知道缺的是哪几卷。",
      en: """
        Every piece says how many volumes there are and where it belongs, so it is known which \
        volumes are missing.
        """),
    clauses: ["14.5"])

  static let frameLimitExceeded = CodeText(
    message: Bilingual(
      zh: "文件太大，或者分卷数量超过了上限。",
      en: "The file is too large, or there are too many volumes."),
    remedy: Bilingual(
      zh: "分卷时把每卷的大小设大一些；合并时分批给出文件，只给本次要还原的分卷。",
      en: """
        Cut into larger volumes; when joining, give only the volumes of the file that you want \
        to restore.
        """),
    explanation: Bilingual(
      zh: "为了使内存占用有上限，一个文件最多分成约 419 万块，一次最多处理约 26 万个文件。",
      en: """
        To bound the memory that is needed, a file has at most 4,194,304 frames, and one run \
        takes at most 262,144 files.
        """),
    clauses: ["14.2", "14.6"])

  static let volumeSizeTooSmall = CodeText(
    message: Bilingual(
      zh: "每卷的大小设得太小。",
      en: "The volume size is too small."),
    remedy: Bilingual(
      zh: "用 --size 给出更大的值，例如 8M；最小约为 5 KiB，大文件需要更大。",
      en: """
        Give a larger --size, such as 8M; the smallest is about 5 KiB, and more for large files.
        """),
    explanation: Bilingual(
      zh: "一卷至少要放得下一个完整的块。",
      en: "A volume must hold at least one whole frame."),
    clauses: ["14.2"])

  static let mediumTooSmall = CodeText(
    message: Bilingual(
      zh: "介质剩余空间不够，没有写入任何内容。",
      en: "The medium has not enough room; nothing was written."),
    remedy: Bilingual(
      zh: "换一个更大的介质，或者分卷后用 --only 分写到几个介质上；也可以减小 --recovery。",
      en: """
        Use a larger medium, or write volumes to several media with --only, or lower --recovery.
        """),
    explanation: Bilingual(
      zh: "写入之前先比较所需空间和介质的剩余空间，以免写到一半才发现放不下。",
      en: """
        The room that is needed is compared with the free room before anything is written, so \
        that a copy does not end half-way.
        """),
    clauses: ["14.7"])

  static let mediumFileSize = CodeText(
    message: Bilingual(
      zh: "文件超过了这种介质单个文件的上限（4 GiB）。",
      en: "The file is larger than this kind of medium allows for one file (4 GiB)."),
    remedy: Bilingual(
      zh: "用 --size 分卷，例如 --size 2G，或者使用 exFAT、NTFS、ext4 格式的介质。",
      en: "Cut it with --size, such as --size 2G, or use a medium with exFAT, NTFS or ext4."),
    explanation: Bilingual(
      zh: "FAT32 格式的 U 盘不能存放 4 GiB 及以上的单个文件。",
      en: "A FAT32 medium can't hold a single file of 4 GiB or more."),
    clauses: ["14.7"])

  static let mediumDiffers = CodeText(
    message: Bilingual(
      zh: "写入后回读的内容与原文件不一致，已从介质上删除。",
      en: "What was read back from the medium differs from what was written; it was removed."),
    remedy: Bilingual(
      zh: "换一个介质或接口重写；这个介质不要再用于交接。",
      en: "Write to another medium or through another port; do not use this one for delivery."),
    explanation: Bilingual(
      zh: """
        写入完成后，程序清掉系统缓存，从介质上重新读出并逐一比较。不一致说明介质或读写设备有故障，\
        常见于标称容量虚假的 U 盘。
        """,
      en: """
        After writing, the system's cache is dropped and everything is read from the medium \
        again and compared. A difference means a faulty medium or drive; sticks with a false \
        capacity are a common case.
        """),
    clauses: ["14.7"])
}
