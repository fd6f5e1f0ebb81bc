// Copies the documents of the tree to where the site is built, and checks each link in them: prepare.mjs ROOT DESTINATION REPOSITORY
// A link to a document stays one; a link to another file of the tree leads to the repository. README.md becomes index.md.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [root, destination, repository] = process.argv.slice(2)
const documents = execFileSync('git', ['-C', root, 'ls-files', '*.md'], { encoding: 'utf8' }).split('\n')
  .filter(file => file && !file.includes('/src/') && !file.startsWith('.github/') && !file.startsWith('site/'))
const known = new Set(documents)
const faults = []

const outsideCode = (text, change) => text.split(/(^```[\s\S]*?^```|`[^`\n]*`)/m)
  .map((part, i) => i % 2 ? part : change(part)).join('')

/** As GitHub and VitePress make them of headings. */
const anchors = file => {
  const seen = new Map()
  const lines = readFileSync(path.join(root, file), 'utf8').replace(/^```[\s\S]*?^```/gm, '').split('\n')
  return new Set(lines.filter(line => /^#{1,6} /.test(line)).map(line => {
    const slug = line.replace(/^#+ /, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '').trim().replace(/ /g, '-')
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    return times ? `${slug}-${times}` : slug
  }))
}

function target (file, link) {
  if (/^[a-z]+:/i.test(link)) return link
  const [where, anchor] = link.split('#')
  const aimed = where ? path.normalize(path.join(path.dirname(file), where)).replace(/\/$/, '') : file
  if (aimed.startsWith('..') || !existsSync(path.join(root, aimed))) {
    faults.push(`${file}: ${link} leads nowhere`)
    return link
  }
  const document = known.has(path.join(aimed, 'README.md')) ? path.join(aimed, 'README.md') : aimed
  if (!known.has(document)) return `${repository}/tree/main/${aimed}`
  if (anchor && !anchors(document).has(anchor)) faults.push(`${file}: ${link} names no heading of ${document}`)
  const renamed = path.relative(path.dirname(file), document).replace(/README\.md$/, 'index.md')
  return (renamed.startsWith('.') ? renamed : './' + renamed) + (anchor ? '#' + anchor : '')
}

for (const file of documents) {
  const text = outsideCode(readFileSync(path.join(root, file), 'utf8'), part =>
    part.replace(/\]\(([^)\s]+)\)/g, (_, link) => `](${target(file, link)})`).replace(/\{\{/g, '&#123;&#123;'))
  const copy = path.join(destination, file.replace(/README\.md$/, 'index.md'))
  mkdirSync(path.dirname(copy), { recursive: true })
  writeFileSync(copy, text)
}
if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`${documents.length} documents, and every link in them leads somewhere.`)
